"""Forms of this room. They check and collect; the actions write."""
