"""Reads a row of a list of those who take part in one activity."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from banggiao.exchange.reading.cells import line, read
from banggiao.exchange.reading.partners import UNKNOWN, UNSURE
from banggiao.exchange.reading.result import Got
from banggiao.exchange.values.choices import choices
from banggiao.exchange.values.people import read_people

if TYPE_CHECKING:
    from banggiao.exchange.reading.register import Register
    from banggiao.exchange.reading.result import Cells

UNKNOWN_ROLE, NO_NAME = "unknown_role", "name_missing"


def read_participant(cells: Cells, register: Register) -> dict[str, Got]:
    """Read a row: name, title that day, body and role, each from its own column or the name's.

    ``organisation_id`` is the code of the body, where it is surely one of the register. A name that
    is there but not read is kept as typed, with a doubt: a person sees it. Problems: `NO_NAME`,
    and `UNKNOWN_ROLE` for words that name no role.
    """
    name = read(cells, "name", partial(read_people, single=True), ())
    one = next(iter(name.value), None)
    title, typed = line(cells, "title"), line(cells, "name")
    if one and not title.value:
        title = Got(one.title, name.raw, name.column)
    if not typed.value:
        name.problem = name.problem or NO_NAME
    role = read(cells, "role", choices("participant_roles").read, "")
    if role.problem:
        role.problem = UNKNOWN_ROLE
    elif not role.value and "trưởng đoàn" in title.value.casefold() and "name" in cells:
        said = choices("participant_roles").read(title.value)
        role = Got(said.value, title.raw, title.column)
    organisation = line(cells, "organisation")
    best = next(iter(register.organisations.find(organisation.value)), None)
    sure = best is not None and best.is_sure
    if organisation.value and not sure:
        organisation.doubt = UNSURE if best else UNKNOWN
    code = best.code if best and sure and best.is_record else ""
    return {
        "name": Got(
            one.name if one else typed.value, name.raw, name.column, name.problem, name.doubt
        ),
        "title": title,
        "organisation": organisation,
        "organisation_id": Got(code, organisation.raw, organisation.column),
        "role": role,
        "note": line(cells, "note"),
    }
