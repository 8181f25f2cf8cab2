"""The filter of the list of consultations. Its state is the address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banggiao.agreements.models import Consultation
from banggiao.core.filters import SeenFilterSet
from banggiao.duties.queries import possible_owners

if TYPE_CHECKING:
    from django.db.models import QuerySet

OPEN, LATE, CLOSED, ALL = "open", "late", "closed", "all"


class ConsultationFilter(SeenFilterSet):
    """By words, by whether it is open, late or closed, and by who sees to it."""

    q = django_filters.CharFilter(label=_("Words in the title"), method="by_words")
    open = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[
            (OPEN, _("Open")),
            (LATE, _("Answers late")),
            (CLOSED, _("Closed")),
            (ALL, _("All")),
        ],
        method="by_state",
    )
    owner = django_filters.ModelChoiceFilter(
        label=_("Who sees to it"), queryset=lambda _request: possible_owners()
    )

    class Meta:
        model = Consultation
        fields: list[str] = []

    def by_words(self, found: QuerySet[Any], _name: str, words: str) -> QuerySet[Any]:
        """Keep those whose title, letter or agreement has the words."""
        return found.filter(
            Q(title__icontains=words)
            | Q(letter_number__icontains=words)
            | Q(instrument__name_vi__icontains=words)
        )

    def by_state(self, found: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        """Keep what is open, late or closed."""
        if state == CLOSED:
            return found.filter(closed_on__isnull=False)
        if state == ALL:
            return found
        still_open = found.filter(closed_on__isnull=True)
        return still_open.filter(late__gt=0) if state == LATE else still_open
