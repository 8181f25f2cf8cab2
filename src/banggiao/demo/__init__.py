"""The register's real facts, and the command that loads and serves them."""
