"""Pages of this room, one file an aggregate.

Each finds its record among the visible ones: what one may not know of answers 404, like what is
not there.
"""
