"""What the pages and the rows of this room agree on."""

EVENTS = 2000
"""So many activities lie ahead, all public: what a calendar link gives of them is measured."""

LINKS = 50
"""One link is not answered as often as a bench asks: so many links take turns."""


def token_of(number: int) -> str:
    """Give the token of a link. A real one is random; this one both sides must know."""
    return f"only-for-benchmarks-{number % LINKS:02}"
