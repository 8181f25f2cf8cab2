"""What the bulk action takes: a row a text, and the rows of its parts.

Links are codes. None says "this column was not given": a new text gets the model's default, one
that is there keeps its value. The empty text says "nothing stands here" and is written, and so does
`CLEAR` of a number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from banggiao.agreements.enums import SignatoryRole

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from banggiao.accounts.bulk import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatoryRow:
    """Who signed or witnessed: a person by code, or a name as printed."""

    person: str = ""
    name: str = ""
    title: str = ""
    organisation: str = ""
    role: str = SignatoryRole.SIGNATORY


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRow:
    """What was done with a text after its signing: in_force, extended, amended, ended, inherited.

    ``on`` is the day as far as it is known. ``until`` is the new end of an extension,
    ``organisation`` who took the text over.
    """

    kind: str
    on: str = ""
    until: str = ""
    organisation: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentRow:
    """A text with its parties and its ledger. Without a code it is always a new one.

    ``signed`` is the day as far as it is known, the empty text a signing without a day, None no
    signing. Parties, topics, signatories and acts are added; an act that is there stays as it is.
    ``declared_status`` stands beside what follows from the acts and asks for its
    ``declared_reason``. The text before, ``predecessor``, may stand in any row; the empty text
    parts the two, with the reason of the import.

    ``without`` names parts that go, as when an import is taken back: the name of the set (parties,
    signatories, topics, acts) and the keys that the log has.
    """

    code: str = ""
    parties: Sequence[str] = ()
    topics: Sequence[str] = ()
    signatories: Sequence[SignatoryRow] = ()
    signed: str | None = None
    place: str = ""
    acts: Sequence[ActRow] = ()
    predecessor: str | None = None
    relation: str = ""
    declared_status: str | None = None
    declared_reason: str | None = None
    kind: str | None = None
    register_number: str | None = None
    name_vi: str | None = None
    name_en: str | None = None
    name_ja: str | None = None
    name_native: str | None = None
    in_name_of: str | None = None
    languages: str | None = None
    place_of_originals: str | None = None
    term_start: str | None = None
    term_end: str | None = None
    term_months: Number = None
    renewal: str | None = None
    renewal_months: Number = None
    notice_months: Number = None
    copies: int | None = None
    remark: str | None = None
    classification: int | None = None
    without: Mapping[str, Collection[int]] = field(default_factory=dict)
