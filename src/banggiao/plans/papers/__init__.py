"""Papers of this room: the annex with the lines of a year's plan."""
