"""Which clause of a later text is which of an earlier one, however it is numbered.

A clause of the register keeps one id, its ``wid``, through all versions, languages and generations
of a text. What is said here is a proposal; a person may overrule it.

Sure signs come before unsure ones, and for each sign the clauses under matched parents come before
those elsewhere in the text: the same words, the same heading, similar words, the same place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from banggiao.agreements.texts.clauses import outlined, prepared
from banggiao.agreements.texts.pairing import Pairing, Reason

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from banggiao.agreements.texts.tree import Node


@dataclass(frozen=True, slots=True)
class Match:
    """A clause of the later text and which earlier one it is taken for.

    ``eid`` is its own place, ``earlier`` the eid of the clause it is taken for, ``wid`` that
    clause's id; both empty for a new clause (``wid`` also where the earlier clause had none).
    ``score`` says how sure this is: 0 (new) to 1.
    """

    eid: str
    wid: str
    reason: Reason
    score: float
    earlier: str


def matched(earlier: Sequence[Node], wids: Mapping[str, str], later: Sequence[Node]) -> list[Match]:
    """Propose what each clause of a later version in the same language is, in its order.

    ``wids`` gives the wid for each eid of the earlier text. No wid is proposed twice. Raises
    `ValueError` if ``wids`` holds one for two clauses.
    """
    pairing = Pairing(*prepared(earlier, later))
    pairing.by_words()
    return _matches(pairing, wids)


def matched_by_place(
    earlier: Sequence[Node], wids: Mapping[str, str], other: Sequence[Node]
) -> list[Match]:
    """Propose what each clause of the same text in another language is, by structure alone.

    Under matched parents, clauses of a kind correspond in order where they are as many; else those
    of one number do. Lettered points always go in order, for Vietnamese counts a, b, c, d, đ, e.
    Arguments and errors as in `matched`.
    """
    pairing = Pairing(outlined(earlier), outlined(other))
    pairing.by_place()
    return _matches(pairing, wids)


def new_wid(eid: str, taken: Collection[str]) -> str:
    """Give a wid for a clause first seen at ``eid``: that place, and "-2", "-3" if it is taken.

    It says where the clause once stood, not where it stands.
    """
    wid, count = eid, 1
    while wid in taken:
        count += 1
        wid = f"{eid}-{count}"
    return wid


def settled(matches: Sequence[Match], taken: Collection[str]) -> dict[str, str]:
    """Give each eid of the later text its wid, a new one where none is proposed.

    ``taken``: all wids the agreement ever used, so that a deleted clause's is not used again.
    """
    used = {*taken, *(match.wid for match in matches)}
    given: dict[str, str] = {}
    for match in matches:
        given[match.eid] = wid = match.wid or new_wid(match.eid, used)
        used.add(wid)
    return given


def _matches(pairing: Pairing, wids: Mapping[str, str]) -> list[Match]:
    if len(set(wids.values())) < len(wids):
        raise ValueError("two clauses of the earlier text have the same wid")
    firsts = {node.eid: i for i, node in reversed(list(enumerate(pairing.old.nodes)))}
    matches: list[Match] = []
    for j, node in enumerate(pairing.new.nodes):
        if pair := pairing.found.get(j):
            eid = pairing.old.nodes[pair.old].eid
            wid = wids.get(eid, "") if firsts[eid] == pair.old else ""
            matches.append(Match(node.eid, wid, pair.reason, pair.score, eid))
        else:
            matches.append(Match(node.eid, "", Reason.NEW, 0.0, ""))
    return matches
