"""Papers of this room: the log of delegations of a year."""
