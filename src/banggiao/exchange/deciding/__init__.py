"""What becomes of each row: what it would write, which record it is, what would change."""
