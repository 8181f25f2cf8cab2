"""Figures: each is defined once, here, and counts the same on pages, in commands and in reports."""
