"""Who changed what, when and why: snapshots in a sealed, append-only log."""
