"""The columns of plans and their lines, for the page and the exported file alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banggiao.accounts.rules import may_see
from banggiao.core.enums import words_for
from banggiao.core.tables import Cell, Column
from banggiao.plans.enums import ActivityKind, PlanStatus
from banggiao.plans.queries import partners_of, unit_of, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banggiao.accounts.models import User
    from banggiao.plans.models import Plan
    from banggiao.plans.queries import Outcome

KIND, STATUS = words_for(ActivityKind), words_for(PlanStatus)

type Row = Any  # a PlanLine that came by `lines_for_list`
type Found = Mapping[int, Outcome]


def plans(user: User) -> tuple[Column[Any], ...]:
    """Give the columns of the list of plans."""
    return (
        Column("year", _("Plan"), str, sort=("year",), url=lambda plan: plan.get_absolute_url()),
        Column(
            "status",
            _("Status"),
            _no_text,
            sort=("status", "year"),
            pill=lambda plan: (words.STATUS_TONES[plan.status], STATUS(plan.status)),
            value=lambda plan: STATUS(plan.status),
        ),
        Column(
            "lines",
            _("Lines"),
            lambda plan: str(plan.line_count),
            numeric=True,
            value=lambda plan: plan.line_count,
        ),
        Column(
            "approved",
            _("Approved on"),
            lambda plan: day_in_words(plan.approved_on),
            value=lambda plan: plan.approved_on,
        ),
        Column("paper", _("Approving paper"), lambda plan: paper_of(plan, user)),
    )


def day_in_words(value: Any) -> str:
    """Give a day as lists print it; nothing where it is not known."""
    return f"{value.day}/{value.month}/{value.year}" if value else ""


def paper_of(plan: Plan, user: User) -> str:
    """Give the paper that approved a plan: its number and date, or its title if it may be seen."""
    paper = plan.approving_document
    if paper is not None and may_see.test(user, paper):
        return str(paper)
    return plan.approving_text


def lines(outcomes: Found, user: User, *, in_file: bool = False) -> tuple[Column[Row], ...]:
    """Give the columns of a plan's lines. A file has no second lines: they are columns there."""
    number: Column[Row] = Column(
        "number",
        _("No."),
        lambda line: str(line.number),
        value=lambda line: line.number,
        sort=("kind_rank", "number"),
        numeric=True,
    )
    what: Column[Row] = Column(
        "name",
        _("What is planned"),
        str,
        url=lambda line: line.get_absolute_url(),
        sub=None if in_file else _with_whom,
    )
    if in_file:
        return (
            number,
            Column("kind", _("Kind"), lambda line: KIND(line.kind)),
            what,
            *_in_file(outcomes, user),
        )
    return (number, what, *_on_page(outcomes, user))


def _on_page(outcomes: Found, user: User) -> tuple[Column[Row], ...]:
    return (
        Column(
            "when",
            _("When"),
            lambda line: _when(line, outcomes)[0],
            sub=lambda line: _when(line, outcomes)[1],
        ),
        Column(
            "level",
            _("Level of the head"),
            lambda line: words.LEVEL(line.level) if line.level else "",
        ),
        Column(
            "people",
            pgettext_lazy("plan line", "People"),
            lambda line: words.number(line.people),
            numeric=True,
        ),
        Column(
            "cost",
            _("Cost (dong)"),
            lambda line: words.number(line.cost),
            sub=lambda line: words.FUNDING(line.funding) if line.funding else "",
            numeric=True,
        ),
        Column("unit", _("Lead unit"), lambda line: _unit(line, user)),
        Column("basis", _("Basis"), lambda line: line.basis, hide_on_phone=True),
        Column(
            "state",
            _("State"),
            _no_text,
            pill=lambda line: _mark(line, outcomes),
            sub=lambda line: words.course_of(outcomes[line.pk]) if line.pk in outcomes else "",
        ),
    )


def _in_file(outcomes: Found, user: User) -> tuple[Column[Row], ...]:
    return (
        Column("partners", _("Partners"), _partners),
        Column("country", _("Country"), lambda line: str(line.country or "")),
        Column("place", _("Place"), lambda line: line.place),
        Column("when", _("When"), lambda line: _when(line, outcomes)[0]),
        Column("now", _("When, as it stands"), lambda line: _when(line, outcomes)[1]),
        Column(
            "level",
            _("Level of the head"),
            lambda line: words.LEVEL(line.level) if line.level else "",
        ),
        Column(
            "people",
            pgettext_lazy("plan line", "People"),
            lambda line: words.number(line.people),
            value=lambda line: line.people,
        ),
        Column(
            "cost",
            _("Cost (dong)"),
            lambda line: words.number(line.cost),
            value=lambda line: line.cost,
        ),
        Column(
            "now_cost",
            _("Cost as it stands (dong)"),
            lambda line: words.number(line.now_cost),
            value=lambda line: line.now_cost,
        ),
        Column(
            "funding",
            _("Source of money"),
            lambda line: words.FUNDING(line.funding) if line.funding else "",
        ),
        Column("unit", _("Lead unit"), lambda line: str(unit_of(line, user) or "")),
        Column("basis", _("Basis"), lambda line: line.basis),
        Column("state", _("State"), lambda line: _in_words(line, outcomes)),
    )


def _no_text(_line: Row) -> str:
    """A mark stands alone."""
    return ""


def _with_whom(line: Row) -> str:
    where = str(line.country or "") if not line.place else line.place
    return " · ".join(part for part in (_partners(line), where) if part)


def _partners(line: Row) -> str:
    return "; ".join(str(body) for body in partners_of(line))


def _unit(line: Row, user: User) -> str:
    unit = unit_of(line, user)
    return (unit.abbreviation or str(unit)) if unit else ""


def _when(line: Row, outcomes: Found) -> tuple[str, str]:
    outcome = outcomes.get(line.pk)
    return words.when(outcome) if outcome else (words.days_in_words(line.start, line.end), "")


def _mark(line: Row, outcomes: Found) -> tuple[str, str] | None:
    """Give the mark of a line. Until the plan is approved only what was done has one."""
    outcome = outcomes.get(line.pk)
    if outcome is None or (not line.plan.is_frozen and outcome.verdict != "done"):
        return None
    return words.verdict(outcome)


def _in_words(line: Row, outcomes: Found) -> str:
    mark, outcome = _mark(line, outcomes), outcomes.get(line.pk)
    course = words.course_of(outcome) if outcome else ""
    return " · ".join(part for part in (mark[1] if mark else "", course) if part)


def cells(shape: tuple[Column[Row], ...], line: Row) -> list[Cell]:
    """Give what the page shows of a line, column by column."""
    return [
        Cell(
            text=column.text(line),
            url=column.url(line) if column.url else "",
            sub=column.sub(line) if column.sub else "",
            pill=column.pill(line) if column.pill else None,
            numeric=column.numeric,
            flag="restricted" if column.key == "name" and line.is_restricted else "",
        )
        for column in shape
    ]
