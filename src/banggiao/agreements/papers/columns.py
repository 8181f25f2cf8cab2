"""The fields of the register of agreements, each as a function over an entry.

To add a field, add a `Field` to `FIELDS` under a group. A field that is ``expected`` of a signed
text stands among the gaps left open where nothing is known of it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from banggiao.accounts.rules import seen_or_none
from banggiao.agreements.enums import ActKind, Answer, Renewal, SignatoryRole, State
from banggiao.agreements.papers.entry import Entry
from banggiao.agreements.queries.terms import (
    months_in_words,
    renewal_in_words,
    term_in_words,
)
from banggiao.agreements.queries.words import (
    ACT,
    STATE,
    day_in_words,
    end_in_words,
    last_day,
    mark,
)
from banggiao.core.dates import format_partial
from banggiao.core.enums import words_for
from banggiao.duties.queries import PROGRESS, standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.utils.functional import _StrPromise

    from banggiao.agreements.models import Act, PathEntry, Signatory, Slip
    from banggiao.core.dates import PartialDate
    from banggiao.duties.models import Duty


ANSWER = words_for(Answer)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the register: its column in the Excel file, as wide as so many letters."""

    key: str
    label: str | _StrPromise
    text: Callable[[Entry], str]
    width: int = 24
    expected: bool = False


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)


def _day(on: PartialDate | None) -> str:
    return format_partial(on) if on else ""


# What it is


def _partners_title(entry: Entry) -> str:
    text = entry.text
    return str(text.name_native or text.name_ja)


def _bodies(bodies: Iterable[Any]) -> str:
    return _lines(str(body) for body in bodies)


def followed(entry: Entry) -> str:
    """Give who followed the parties, and since when."""
    lines = []
    for step in entry.followed:
        words = f"{step.older} → {step.newer}"
        lines.append(f"{words} ({_day(step.on)})" if step.on else words)
    heirs = [act for act in entry.acts if act.kind == ActKind.INHERITED and act.organisation]
    for act in heirs:
        heir = seen_or_none(act.organisation, entry.viewer)
        if heir is not None:
            lines.append(_("taken over by %(name)s") % {"name": heir})
    return _lines(lines)


def _topics(entry: Entry) -> str:
    return "; ".join(str(topic) for topic in entry.text.topics.all())


def stands_for(entry: Entry) -> str:
    """Say that an entry stands for several texts; empty for one."""
    number = entry.text.copies
    words = _("%(number)s texts, dates of each not known")
    return words % {"number": number} if number > 1 else ""


# Signing


def signed(entry: Entry) -> str:
    """Give the day of signing; that it is not known where only that is known."""
    act = entry.act(ActKind.SIGNED)
    if act is None:
        return ""
    return _day(act.on) or _("day not known")


def place(entry: Entry) -> str:
    """Give where it was signed."""
    act = entry.act(ActKind.SIGNED)
    return act.place if act else ""


def hand_in_words(hand: Signatory) -> str:
    """Give who signed or witnessed, with the title held that day."""
    body = str(hand.organisation) if hand.organisation else ""
    title = ", ".join(part for part in (hand.title, body if body not in hand.title else "") if part)
    return f"{hand.name} ({title})" if title else hand.name


def _hands(entry: Entry, *, ours: bool | None) -> str:
    return _lines(hand_in_words(h) for h in entry.hands() if entry.is_our_hand(h) is ours)


def _our_hands(entry: Entry) -> str:
    return _hands(entry, ours=True)


def _their_hands(entry: Entry) -> str:
    return _hands(entry, ours=False)


def _other_hands(entry: Entry) -> str:
    return _hands(entry, ours=None)


def witnesses(entry: Entry) -> str:
    """Give who witnessed the signing."""
    return _lines(hand_in_words(hand) for hand in entry.hands(SignatoryRole.WITNESS))


# Term


def in_force(entry: Entry) -> str:
    """Give since when it is in force, as recorded; nothing where it only follows from signing."""
    act = entry.act(ActKind.IN_FORCE)
    return (_day(act.on) or _("day not known")) if act else ""


def term(entry: Entry) -> str:
    """Give the term as stated."""
    return term_in_words(entry.text)


def renewal(entry: Entry) -> str:
    """Give the clause of renewal, with the notice before the end."""
    notice = months_in_words(entry.text.notice_months)
    words = _("notice %(time)s before the end") % {"time": notice} if notice else ""
    return _lines((renewal_in_words(entry.text), words))


def ends(entry: Entry) -> str:
    """Give the last day, or since when it is over."""
    course = entry.course
    if entry.days.end is not None:
        return last_day(entry.days.end)
    return end_in_words(entry.text, entry.over, course.over_kind)


def _notice(entry: Entry) -> str:
    return day_in_words(entry.days.notice) if entry.days.notice else ""


# Preparation: read from the path of the text


def step_in_words(entry: Entry, one: PathEntry) -> str:
    """Give a step of the path: its paper, day and who did it, as far as the reader may know."""
    paper = seen_or_none(one.paper, entry.viewer)
    said = (one.paper_text, str(paper) if paper else "", _day(one.on), one.done_by)
    return " · ".join(part for part in said if part) or _("done")


def _path(*codes: str) -> Callable[[Entry], str]:
    return lambda entry: _lines(step_in_words(entry, one) for one in entry.steps(*codes))


steps_of_consultation = _path("consultation", "consultation-2007")
authority = _path("principle", "prime-minister", "authorisation")
reported = _path("reported")


def consultation(entry: Entry) -> str:
    """Give the letters by which opinions were asked, and who answered when and how."""
    lines = [steps_of_consultation(entry)]
    for asked in entry.asked:
        letter = " · ".join(
            part for part in (asked.letter_number, day_of(asked.letter_on or asked.sent_on)) if part
        )
        lines.append(f"{letter}: {asked}")
        lines += [_answer(slip) for slip in entry.slips[asked.pk]]
    return _lines(lines)


def _answer(slip: Slip) -> str:
    facts = (slip.letter, day_of(slip.answered_on), ANSWER(slip.answer) if slip.answer else "")
    said = "; ".join(fact for fact in facts if fact)
    return f"– {slip.organisation}: {said or _('no answer yet')}"


def day_of(day: dt.date | None) -> str:
    """Give a day, or nothing."""
    return day_in_words(day) if day else ""


# Lineage


def before(entry: Entry) -> str:
    """Give the text before it and what this one does to it."""
    if entry.before is None:
        return ""
    return f"{entry.text.get_relation_display()}: {entry.before}"


def after(entry: Entry) -> str:
    """Give the texts after it, and what each does to this one."""
    return _lines(f"{later} ({later.get_relation_display().lower()})" for later in entry.after)


def acts(entry: Entry) -> str:
    """Give what was done with it since it was signed and began."""
    later = [act for act in entry.acts if act.kind not in {ActKind.SIGNED, ActKind.IN_FORCE}]
    return _lines(_act(act) for act in later)


def _act(act: Act) -> str:
    until = _("until %(day)s") % {"day": _day(act.until)} if act.until else ""
    return " ".join(part for part in (ACT(act.kind), _day(act.on), until) if part)


# Carrying out


def duty_in_words(duty: Duty) -> str:
    """Give a commitment with its due day, who sees to it and how it stands."""
    due = _("due %(day)s") % {"day": _day(duty.due)} if duty.due else ""
    sees_to = str(duty.unit or "")
    marked = standing(duty)
    state = marked.words if marked else PROGRESS(duty.progress).lower()
    facts = "; ".join(part for part in (side_in_words(duty), due, sees_to, state) if part)
    return f"{duty} ({facts})"


def side_in_words(duty: Duty) -> str:
    """Say who promised it, as seen from our body."""
    if duty.ours and duty.theirs:
        return _("both sides")
    if duty.ours or duty.theirs:
        return _("our side") if duty.ours else _("the partner")
    return ""


def duties(entry: Entry) -> str:
    """Give the commitments under it."""
    return _lines(duty_in_words(duty) for duty in entry.duties)


def done(entry: Entry) -> str:
    """Give the activities under it, the newest first."""
    return _lines(entry.done.lines)


def reviews(entry: Entry) -> str:
    """Give the reviews: steps of the path, and meetings held for it."""
    steps = [step_in_words(entry, one) for one in entry.steps("review")]
    return _lines([*steps, *entry.done.reviews])


# How it stands


def stands(entry: Entry) -> str:
    """Give how it stands on the day of the paper."""
    return mark(entry.standing)[1]


def declared(entry: Entry) -> str:
    """Give the status somebody declared, with the reason."""
    text = entry.text
    if not text.declared_status:
        return ""
    return f"{STATE(text.declared_status)}: {text.declared_reason}"


def sources(entry: Entry) -> str:
    """Give what it rests on."""
    return _lines(entry.sources)


def gaps(entry: Entry) -> list[str]:
    """Give the names of what the register should know of a signed text and does not."""
    if entry.standing.state == State.NOT_SIGNED:
        return []
    missing = [str(field.label) for field in FIELDS if field.expected and not field.text(entry)]
    act = entry.act(ActKind.SIGNED)
    if act is not None and not (act.on and act.on.is_exact):
        missing.append(_("the exact day of signing"))
    if entry.text.term_months or entry.text.term_end:
        missing += [str(_("Renewal clause"))] if not entry.text.renewal else []
    elif entry.text.renewal != Renewal.NONE:
        missing.append(str(_("Term")))
    return missing


def gaps_in_words(entry: Entry) -> str:
    """Give the gaps left open in one sentence, as a Vietnamese paper writes it."""
    missing = gaps(entry)
    if not missing:
        return ""
    rest = (name[:1].lower() + name[1:] for name in missing[1:])
    names = ", ".join([capfirst(missing[0]), *rest])
    return pgettext("gaps", "%(fields)s.") % {"fields": names}


FIELDS: tuple[Field, ...] = (
    Field("code", gettext_lazy("Code"), lambda e: e.text.code, 22),
    Field("title_vi", gettext_lazy("Title in Vietnamese"), lambda e: e.text.name_vi, 40),
    Field("title_en", gettext_lazy("Title in English"), lambda e: e.text.name_en, 36),
    Field("title_partner", gettext_lazy("Title in the partner's language"), _partners_title, 30),
    Field("kind", gettext_lazy("Kind"), lambda e: e.text.get_kind_display(), 20),
    Field("stands_for", gettext_lazy("Stands for"), stands_for, 16),
    Field(
        "in_name_of",
        gettext_lazy("In the name of"),
        lambda e: e.text.get_in_name_of_display(),
        20,
        expected=True,
    ),
    Field("ours", gettext_lazy("Vietnamese party"), lambda e: _bodies(e.ours), 26),
    Field("theirs", gettext_lazy("Foreign party"), lambda e: _bodies(e.theirs), 34, expected=True),
    Field("followed", gettext_lazy("Successors of the parties"), followed, 34),
    Field("topics", gettext_lazy("Field of cooperation"), _topics, 28, expected=True),
    Field("signed", gettext_lazy("Day of signing"), signed, 16),
    Field("place", gettext_lazy("Place of signing"), place, 16, expected=True),
    Field("our_hands", gettext_lazy("Signed for Viet Nam"), _our_hands, 30, expected=True),
    Field("their_hands", gettext_lazy("Signed for the partner"), _their_hands, 30, expected=True),
    Field("other_hands", gettext_lazy("Signed, side not known"), _other_hands, 24),
    Field("witnesses", gettext_lazy("Witnesses"), witnesses, 28),
    Field("in_force", gettext_lazy("Entry into force"), in_force, 16, expected=True),
    Field("term", gettext_lazy("Term"), term, 18),
    Field("renewal", gettext_lazy("Renewal clause"), renewal, 22),
    Field("ends", gettext_lazy("Expiry"), ends, 16),
    Field("notice", gettext_lazy("Last day to give notice"), _notice, 16),
    Field(
        "languages",
        gettext_lazy("Languages and their force"),
        lambda e: e.text.languages,
        24,
        expected=True,
    ),
    Field("consultation", gettext_lazy("Consultation letters"), consultation, 30, expected=True),
    Field("authority", gettext_lazy("Decision or authority to sign"), authority, 30, expected=True),
    Field(
        "reported",
        gettext_lazy("Copy sent to the Ministry of Foreign Affairs"),
        reported,
        22,
        expected=True,
    ),
    Field("before", gettext_lazy("Text before"), before, 34),
    Field("after", gettext_lazy("Text after"), after, 34),
    Field("acts", gettext_lazy("Acts since"), acts, 26),
    Field("duties", gettext_lazy("Commitments and their state"), duties, 44),
    Field("done", gettext_lazy("How it is carried out"), done, 44),
    Field("reviews", gettext_lazy("Reviews"), reviews, 30),
    Field(
        "originals",
        gettext_lazy("Where the originals are kept"),
        lambda e: e.text.place_of_originals,
        24,
        expected=True,
    ),
    Field("stands", gettext_lazy("Standing"), stands, 18),
    Field("declared", gettext_lazy("Declared status"), declared, 24),
    Field("remark", gettext_lazy("Remark"), lambda e: e.text.remark, 40),
    Field("sources", gettext_lazy("Sources"), sources, 40),
    Field("gaps", gettext_lazy("Gaps left open"), gaps_in_words, 40),
)
"""Every field of the office's register, in its order: the columns of the Excel file."""
