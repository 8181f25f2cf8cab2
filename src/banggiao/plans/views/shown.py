"""What the pages of a plan show of a comparison: lines by kind, totals, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from banggiao.plans import tables
from banggiao.plans.queries import Comparison, Outcome, Tally, words

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.plans.queries.compare import KindOutcomes


def groups(shown: Comparison, user: User) -> list[dict[str, Any]]:
    """Give the lines by kind, as cells of the table, each kind with its total."""
    outcomes = {outcome.line.pk: outcome for outcome in shown.outcomes}
    shape = tables.lines(outcomes, user)
    return [
        {
            "label": kind.label,
            "total": total_in_words(kind.tally),
            "rows": [
                {
                    "url": outcome.line.get_absolute_url(),
                    "cells": tables.cells(shape, outcome.line),
                    "is_dropped": outcome.then.is_dropped,
                }
                for outcome in kind.outcomes
            ],
        }
        for kind in shown.kinds
    ]


def total_in_words(tally: Tally) -> str:
    """Give a total as one line: lines, people, cost as it stands."""
    number = tally.lines
    parts = [ngettext("%(n)s line", "%(n)s lines", number) % {"n": words.number(number)}]
    if tally.people:
        people = ngettext("%(n)s person", "%(n)s people", tally.people)
        parts.append(people % {"n": words.number(tally.people)})
    if tally.cost or tally.now_cost:
        parts.append(words.millions(tally.cost))
    if tally.cost != tally.now_cost:
        parts.append(_("now %(amount)s") % {"amount": words.millions(tally.now_cost)})
    return " · ".join(parts)


def compared(shown: Comparison) -> dict[str, Any]:
    """Give what the page of plan against done shows."""
    heads = [
        pgettext("number of lines", "Approved"),
        pgettext("number of lines", "Added"),
        pgettext("number of lines", "Dropped"),
        pgettext("number of lines", "Postponed"),
        pgettext("number of lines", "Moved online"),
        pgettext("number of lines", "Done"),
        pgettext("number of lines", "To come"),
        pgettext("number of lines", "Time has passed"),
    ]
    return {
        "heads": heads,
        "tallies": [{"label": kind.label, "numbers": _numbers(kind.tally)} for kind in shown.kinds],
        "total": {"label": _("All"), "numbers": _numbers(shown.total)},
        "kinds": [_kind(kind) for kind in shown.kinds],
        "outside": shown.outside,
        "outside_states": [{"carried": one, "state": words.state_of(one)} for one in shown.outside],
    }


def _numbers(tally: Tally) -> list[int]:
    return [
        tally.approved,
        tally.added,
        tally.dropped,
        tally.postponed,
        tally.moved_online,
        tally.done,
        tally.open,
        tally.overdue,
    ]


def _kind(kind: KindOutcomes) -> dict[str, Any]:
    return {"label": kind.label, "rows": [_row(outcome) for outcome in kind.outcomes]}


def _row(outcome: Outcome) -> dict[str, Any]:
    own, now = words.when(outcome)
    return {
        "line": outcome.line,
        "own": own,
        "changes": changes(outcome, now),
        "mark": words.verdict(outcome),
        "carried": carried(outcome),
    }


def changes(outcome: Outcome, now: str) -> list[str]:
    """Give how a line stands otherwise than it was approved, value by value."""
    line, then = outcome.line, outcome.then
    told = []
    if then.added_on:
        told.append(_("added on %(day)s") % {"day": tables.day_in_words(then.added_on)})
    if then.dropped_on:
        told.append(_("dropped on %(day)s") % {"day": tables.day_in_words(then.dropped_on)})
    if now:
        told.append(now)
    if then.mode != line.mode:
        told.append(words.MODE(then.mode))
    if then.level != line.level:
        told.append(words.LEVEL(then.level))
    if then.cost != line.cost:
        told.append(words.money(then.cost))
    if then.funding != line.funding:
        told.append(words.FUNDING(then.funding))
    return told


def carried(outcome: Outcome) -> list[dict[str, Any]]:
    """Give what came of a line, each with its state in words."""
    return [{"one": one, "state": words.state_of(one)} for one in outcome.carried]
