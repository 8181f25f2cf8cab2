"""Calendar files as RFC 5545 wants them: days as far as they are known, hours with their zone."""
