"""Forms of this room: over accounts, and of sign-in."""
