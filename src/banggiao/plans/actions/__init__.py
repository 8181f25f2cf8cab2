"""Writes of plans, their lines and what changes in them after approval."""
