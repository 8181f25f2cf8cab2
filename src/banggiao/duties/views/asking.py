"""What a duty's page shows of an opinion that a body asks of us."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from banggiao.accounts.rules import seen_or_none
from banggiao.duties.enums import DutyKind
from banggiao.duties.tables_deadlines import day_in_words

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.documents.models import Document
    from banggiao.duties.models import Duty


def asked_of(duty: Duty, user: User) -> dict[str, Any] | None:
    """Give their letter, our answer and its points, as far as the user may see; None: no letter."""
    if duty.kind != DutyKind.OPINION:
        return None
    rows = duty.requests.select_related("paper", "answer_paper")
    asked = rows.first()
    if asked is None:
        return None
    received = day_in_words(asked.received_on) if asked.received_on else ""
    facts = [
        {"label": _("Received on"), "value": received},
        {
            "label": _("Procedure"),
            "value": asked.get_procedure_display() if asked.procedure else "",
        },
        _letter(_("Their letter"), asked.letter, seen_or_none(asked.paper, user)),
        {"label": _("What came with it"), "value": asked.enclosed},
        _letter(_("Our answer"), asked.answer_letter, seen_or_none(asked.answer_paper, user)),
    ]
    points = [line for line in asked.points.splitlines() if line.strip()]
    return {"facts": [fact for fact in facts if fact["value"]], "points": points}


def _letter(label: str, words: str, paper: Document | None) -> dict[str, Any]:
    """Give a letter by its number, which leads to the paper where there is one."""
    url = paper.get_absolute_url() if paper else ""
    return {"label": label, "value": words or (str(paper) if paper else ""), "url": url}
