"""What the pages and the rows of this room agree on."""

REPORT = "report-of-a-year"
"""The code of the one report of a register."""
