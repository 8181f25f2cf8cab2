"""Banggiao: the system of record for a public body's international cooperation."""
