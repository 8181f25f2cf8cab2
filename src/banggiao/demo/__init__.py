"""The register's real facts, clearly marked fiction beside them, and how both are loaded."""
