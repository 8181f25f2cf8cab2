"""What the pages and the rows of this room agree on."""

ADDED_YEAR = 2090
"""The year whose plan is loaded to see how fast that is: far from the years that are measured."""
