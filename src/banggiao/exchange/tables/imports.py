"""The columns of the list of imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from banggiao.core.tables import Column
from banggiao.exchange.enums import Decision, ImportState, Kind
from banggiao.plans.queries.words import grouped

if TYPE_CHECKING:
    from banggiao.exchange.models import Import

TONES: dict[str, str] = {
    ImportState.READY: "acc",
    ImportState.DONE: "good",
    ImportState.FAILED: "bad",
}


def state(one: Import) -> tuple[str, str]:
    """Give the tone and the word of how an import stands."""
    return TONES.get(one.state, "plain"), str(ImportState(one.state).label)


def kinds(one: Import) -> list[str]:
    """Give what the tables of the file are about, as chosen or found out, the longest first."""
    if one.kind in Kind.values:
        return [one.kind]
    tables = [table for table in one.report.get("tables", ()) if table["kind"]]
    tables.sort(key=lambda table: table["first"] - table["last"])
    return list(dict.fromkeys(table["kind"] for table in tables))


def kind(one: Import) -> str:
    """Say what the file holds; empty while nobody knows."""
    return ", ".join(str(Kind(name).label) for name in kinds(one))


def moment(one: Import) -> str:
    """Write when it was handed in, as it was here."""
    return date_format(timezone.localtime(one.created_at), "H:i d/m/Y")


def rows(one: Import) -> int:
    """Count the rows it was read into."""
    return sum(one.counts.get(decision, 0) for decision in Decision.values)


IMPORTS: tuple[Column[Import], ...] = (
    Column(
        "file",
        _("File"),
        lambda one: one.filename,
        sort=("filename",),
        url=lambda one: one.get_absolute_url(),
    ),
    Column("kind", _("What it holds"), kind),
    Column("state", _("State"), lambda _one: "", sort=("state",), pill=state),
    Column(
        "rows",
        _("Rows"),
        lambda one: grouped(rows(one)) if one.counts else "",
        value=rows,
        numeric=True,
    ),
    Column("who", _("Handed in by"), lambda one: one.owner.full_name, sort=("owner__sort_key",)),
    Column(
        "when",
        _("Handed in"),
        moment,
        sort=("created_at",),
        value=lambda one: timezone.localtime(one.created_at),
    ),
)
"""Which file, what is in it, how far it came, and whose it is."""
