"""Finds the records of the register that the words of a file name."""
