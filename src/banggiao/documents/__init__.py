"""Papers and files: versions, hashes, what cites them; the sources of every fact."""
