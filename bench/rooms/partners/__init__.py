"""What the pages and the rows of this room agree on."""

RICH, POSTS = 25, 20
"""So many partners have so many posts: those whose page is measured."""

OWN_BODY = "giv"
"""The code of the body that keeps the register."""


def code_of(number: int) -> str:
    """Give an organisation's code."""
    return f"o{number:06}"


def rich_code(number: int) -> str:
    """Give the code of a partner with many posts. Every fourth organisation is public."""
    return code_of(4 * (number % RICH))
