"""What a row of a list of people would add to who takes part in an activity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from banggiao.accounts.bulk import clean
from banggiao.activities.actions.bulk import ParticipantRow
from banggiao.activities.enums import ParticipantRole
from banggiao.activities.models import Participant
from banggiao.core.text import fold
from banggiao.exchange.deciding.deciding import Decided
from banggiao.exchange.deciding.proposals import UNSURE_PERSON, About, Proposal, joined, who
from banggiao.exchange.enums import Decision
from banggiao.exchange.reading.files import problems_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banggiao.accounts.models import User
    from banggiao.activities.models import Activity
    from banggiao.exchange.reading.result import ReadRow

FIELDS = ("name", "title", "role", "remark")
NAME_ONLY = "-"
"""What stands for a person where somebody said that it is none of the register."""


def decide_participants(
    rows: Sequence[ReadRow],
    activity: Activity,
    about: About,
    user: User,
    *,
    organisation: str = "",
    people: Mapping[int, str] | None = None,
) -> list[Decided]:
    """Decide on the rows: new, or somebody who stands there in this role already.

    ``organisation`` is the code of the body of rows that name none; ``people`` are codes of
    persons by the number of the row, as somebody said (`NAME_ONLY`: none). What the user may not
    see of the activity's people is not compared.
    """
    seen = Participant.objects.visible_to(user).filter(activity=activity)
    there = {(fold(name), role) for name, role in seen.values_list("name", "role")}
    decided = []
    for row in rows:
        one = _decide(row, about, organisation, (people or {}).get(row.row, ""))
        key = (fold(one.proposal.fields["name"]), one.proposal.fields["role"])
        if not one.problems and key in there:
            one.decision = Decision.REPEATED
        there.add(key)
        decided.append(one)
    return decided


def participant_row(one: Decided) -> ParticipantRow:
    """Make the row that `import_activities` takes."""
    return ParticipantRow(**one.proposal.fields)


def _decide(row: ReadRow, about: About, organisation: str, said: str) -> Decided:
    found = about.register.people.find(row.get("name", ""))
    candidates = [match.code for match in found if match.is_record]
    code, is_unsure = who({"name": row.get("name", "")}, about)
    if said == NAME_ONLY or said in candidates:
        code, is_unsure = "" if said == NAME_ONLY else said, False
    body = row.get("organisation_id", "")
    words = row.get("organisation", "")
    proposal = Proposal(
        fields={
            "person": code,
            "name": row.get("name", ""),
            "title": row.get("title", ""),
            "role": row.get("role", "") or ParticipantRole.MEMBER,
            "organisation": body or ("" if words else organisation),
            "remark": joined(row.get("note", ""), "" if body else words).replace("\n", "; "),
        }
    )
    one = Decided(row, Decision.NEW, proposal, candidates=candidates)
    one.problems = [{"field": p.field, "code": p.code, "value": p.value} for p in problems_of(row)]
    one.doubts = [
        {"field": name, "code": got.doubt}
        for name, got in row.values.items()
        if got.doubt and got.doubt != "not_known"
    ]
    if is_unsure:
        one.doubts.append({"field": "name", "code": UNSURE_PERSON})
    one.problems += [] if one.problems else _refused(proposal)
    if one.problems:
        one.decision = Decision.REFUSED
    return one


def _refused(proposal: Proposal) -> list[dict[str, str]]:
    """Find out what the room refuses of one of them: it names only the activity as a whole."""
    fields = {name: proposal.fields[name] for name in FIELDS}
    try:
        clean(Participant(**fields))
    except ValidationError as error:
        return [
            {"field": name, "code": "refused", "value": message}
            for name, messages in error.message_dict.items()
            for message in messages
        ]
    return []
