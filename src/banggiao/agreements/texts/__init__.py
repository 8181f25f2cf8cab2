"""Texts of agreements as trees of clauses: read, split, joined, compared. Knows no database."""
