"""What the pages and the rows of this room agree on: one long text under negotiation."""

MEMO = "bench-memo"
ARTICLES, ROUNDS = 100, 10
"""A hundred articles of two paragraphs each: three hundred clauses, in three languages."""
CLAUSES = 3 * ARTICLES


def item_code(number: int) -> str:
    """Give the code of a clause on the table."""
    return f"{MEMO}-{1 + number % CLAUSES}"
