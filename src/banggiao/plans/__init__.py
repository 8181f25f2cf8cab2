"""The year's plan and what became of it."""
