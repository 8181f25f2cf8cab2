"""Writes of this room: documents and their files, and what cites them."""
