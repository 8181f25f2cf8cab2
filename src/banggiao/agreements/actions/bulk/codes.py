"""Codes of new acts, by which sources cite them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banggiao.accounts.bulk import found
from banggiao.agreements.models import Act
from banggiao.core.writing import CODE_LENGTH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banggiao.agreements.actions.bulk.parts import Planned

LONGEST = CODE_LENGTH + 20


def give_act_codes(plans: Iterable[Planned]) -> None:
    """Give new acts a code from that of their text, one question a round."""
    waiting = [act for plan in plans for act in plan.new("acts")]
    taken: set[str] = set()
    number = 1
    while waiting:
        codes = {id(act): _code(act, number) for act in waiting}
        taken |= found(Act.objects.all(), "code", codes.values()).keys()
        for act in waiting:
            act.code = "" if codes[id(act)] in taken else codes[id(act)]
            taken.add(codes[id(act)])
        waiting = [act for act in waiting if not act.code]
        number += 1


def _code(act: Act, number: int) -> str:
    words = [act.kind.replace("_", "-")]
    if act.by_instrument is not None:
        words.append(act.by_instrument.code[: CODE_LENGTH // 2])
    if number > 1:
        words.append(str(number))
    ending = "-".join(words)
    return f"{act.instrument.code[: LONGEST - len(ending) - 1]}-{ending}"
