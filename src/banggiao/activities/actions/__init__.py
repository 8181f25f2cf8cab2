"""Writes of activities, one module a subject."""
