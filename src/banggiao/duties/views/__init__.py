"""Pages of this room, one file an aggregate."""
