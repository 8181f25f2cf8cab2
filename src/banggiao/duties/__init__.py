"""What is owed, by us or by a partner, and by when."""
