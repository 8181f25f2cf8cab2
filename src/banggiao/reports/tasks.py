"""What a worker does for this room, so that no page waits for it."""

from __future__ import annotations

from django.tasks import task


@task()
def make_paper(report: str, number: int) -> str:
    """Make a paper that somebody asked for. Gives the state it is in afterwards."""
    from banggiao.reports.actions.papers import make  # noqa: PLC0415  # leaf

    return make(report, number)
