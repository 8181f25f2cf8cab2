"""What the pages and the rows of this room agree on."""

RICH = 25
"""So many activities have a programme and results: those whose page is measured."""

EXPORTED, EXPORTED_KIND = 10_000, "other"
"""So many activities of this kind stand in every register that has more."""


def code_of(number: int) -> str:
    """Give an activity's code."""
    return f"a{number:06}"


def rich_code(number: int) -> str:
    """Give the code of an activity with a programme. Every fourth one is public."""
    return code_of(4 * (number % RICH))
