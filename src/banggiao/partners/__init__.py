"""Who we work with: countries, organisations, people and their posts, relationships, notes."""
