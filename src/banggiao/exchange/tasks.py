"""What a worker does for this room, so that no page waits for a file."""

from __future__ import annotations

from django.tasks import task


@task()
def read_file(code: str) -> str:
    """Read a file that somebody handed in. Gives the state of the import afterwards."""
    from banggiao.exchange.actions.reading import read_import  # noqa: PLC0415  # leaf

    return read_import(code)


@task()
def write_file(code: str) -> str:
    """Write the rows somebody confirmed. Gives the state of the import afterwards."""
    from banggiao.exchange.actions.confirmed import write_import  # noqa: PLC0415  # leaf

    return write_import(code)
