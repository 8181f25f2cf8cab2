"""Spreadsheets, calendar and contact files: in and out."""
