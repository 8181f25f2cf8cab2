"""Papers of this room, made in Word."""
