"""Contact files as RFC 6350 (vCard 4) wants them: names in their scripts, posts, bodies."""
