"""A block that was copied from a spreadsheet: its cells, its headings, what its columns hold."""
