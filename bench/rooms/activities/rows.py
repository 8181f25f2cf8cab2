"""Activities of 25 years, each with three people and two partners."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from banggiao.accounts.bulk import set_aside_many
from banggiao.activities.actions.bulk import (
    ActivityRow,
    ParticipantRow,
    ResultRow,
    SessionRow,
    import_activities,
)
from banggiao.activities.enums import ParticipantRole
from banggiao.plans.enums import ActivityKind
from bench import words
from bench.rooms.activities import EXPORTED, EXPORTED_KIND, RICH, code_of
from bench.rooms.partners import OWN_BODY
from bench.rooms.partners import code_of as body_of
from bench.rooms.partners.rows import class_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from banggiao.accounts.models import User
    from bench.filling import Filling

KINDS = [kind for kind in ActivityKind.values if kind != EXPORTED_KIND]
TITLES = ("Tổng Thanh tra", "Phó Tổng Thanh tra", "Vụ trưởng", "Chuyên viên")
SOME_NAMES = 900
SESSIONS = 12


def _activities(filling: Filling) -> Iterator[ActivityRow]:
    chance, apart = filling.chance, max(filling.size // EXPORTED, 1)
    for number in range(filling.start, filling.start + filling.size):
        exported = apart > 1 and number % apart == 0
        kind = EXPORTED_KIND if exported else chance.choice(KINDS)
        start = words.exact_day(chance)
        end = start + dt.timedelta(days=number % 5)
        partners = [body_of(filling.body(chance)) for _place in range(2)]
        goes = kind == ActivityKind.DELEGATION_OUT
        is_rich = filling.is_new and number < 4 * RICH
        name = words.of_activity(chance, number, _word(filling, number))
        yield ActivityRow(
            code=code_of(number),
            kind=kind,
            mode="online" if number % 7 == 0 else "in_person",
            name_vi=name.vi,
            name_en=name.en,
            name_ja=name.ja if number % 3 == 0 else "",
            start=f"{start:%Y-%m}" if number % 10 == 0 else start.isoformat(),
            end="" if number % 10 == 0 else end.isoformat(),
            country=chance.choice(words.COUNTRIES),
            place="Hà Nội" if number % 2 else "",
            purpose="Dữ liệu đo, không có thật." if number % 4 == 0 else "",
            headcount=number % 40 if number % 3 == 0 else None,
            cost=(number % 900) * 1_000_000 if number % 2 else None,
            classification=class_of(number),
            stage="held" if number % 20 else "confirmed",
            host=partners[0] if goes else OWN_BODY,
            partners=[partners[1], OWN_BODY] if goes else partners,
            participants=list(_people(filling, chance, number)),
            programme=list(_programme(number)) if is_rich else [],
            results=[ResultRow(text=f"Kết quả {place}") for place in range(3)] if is_rich else [],
        )


def _word(filling: Filling, number: int) -> str:
    if filling.is_new and number in {200, 400, 600}:
        return words.RARE
    if filling.is_new and number % max(filling.size // SOME_NAMES, 1) == 0:
        return words.SOME
    return words.COMMON if number % 10 < 7 else ""


def _people(filling: Filling, chance: Random, number: int) -> Iterator[ParticipantRow]:
    """Name three people: the head and a member from the register, one as printed."""
    head, member = (f"p{filling.person(chance):06}" for _place in range(2))
    title = TITLES[number % len(TITLES)]
    yield ParticipantRow(person=head, role=ParticipantRole.HEAD, title=title)
    yield ParticipantRow(person=member, role=ParticipantRole.MEMBER, title="Chuyên viên chính")
    printed = words.of_person(chance, number)
    yield ParticipantRow(name=printed, role=ParticipantRole.SECRETARY, title="Chuyên viên")


def _programme(number: int) -> Iterator[SessionRow]:
    for place in range(SESSIONS):
        yield SessionRow(
            title=f"Phiên {place + 1} của hoạt động {number}",
            starts_at=dt.time(8 + place // 2, 30 * (place % 2)),
            in_charge="Thư ký",
        )


def activities(filling: Filling) -> None:
    """Load the activities."""
    filling.load("activities", import_activities, _activities(filling))


def leaving(filling: Filling) -> None:
    """Set aside what was loaded beside the register, as when an import is taken back."""
    if not filling.is_new:
        numbers = range(filling.start, filling.start + filling.size)
        filling.load("activities set aside", _set_aside, iter(numbers))


def _set_aside(numbers: Sequence[int], *, by: User) -> None:
    wanted = [("activities.activity", code_of(number)) for number in numbers]
    set_aside_many(wanted, by=by, reason="Đo thời gian")


STEPS = (activities, leaving)
