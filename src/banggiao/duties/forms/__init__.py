"""Forms of this room, one file an aggregate. They check and collect; the actions write."""
