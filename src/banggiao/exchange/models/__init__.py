"""What the room keeps: files on their way into the register, what was learned, calendar links."""
