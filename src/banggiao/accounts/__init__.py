"""Who works here: users, units, roles, clearance, sign-in."""
