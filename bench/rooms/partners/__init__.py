"""What the pages and the rows of this room agree on."""

RICH, POSTS = 25, 20
"""So many partners have so many posts: those whose page is measured."""

EXPORTED, EXPORTED_KIND = 10_000, "school"
"""So many organisations of this kind stand in every register that has more."""


def code_of(number: int) -> str:
    """Give an organisation's code."""
    return f"o{number:06}"


def rich_code(number: int) -> str:
    """Give the code of a partner with many posts. Every fourth organisation is public."""
    return code_of(4 * (number % RICH))
