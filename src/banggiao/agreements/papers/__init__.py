"""Papers of this room: the register of agreements, negotiations, opinions and promises in Word."""
