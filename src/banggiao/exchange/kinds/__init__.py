"""The kinds of tables: what their columns are called and what they tell."""
