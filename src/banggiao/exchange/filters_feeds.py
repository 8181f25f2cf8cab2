"""The filter of the list of everybody's calendar links. Its state is the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_filters
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.models import User
from banggiao.accounts.queries import named_like
from banggiao.core.filters import SeenFilterSet
from banggiao.exchange.models import Feed

if TYPE_CHECKING:
    from django.db.models import QuerySet

IN_USE, REVOKED = "open", "revoked"


class FeedFilter(SeenFilterSet):
    """By words in the name of the owner, and whether the link was revoked."""

    q = django_filters.CharFilter(label=_("Owner"), method="by_owner")
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[
            (IN_USE, _("in use")),
            (REVOKED, _("revoked")),
        ],
        method="by_state",
    )

    class Meta:
        model = Feed
        fields = ("q", "state")

    def by_owner(self, queryset: QuerySet[Feed], name: str, value: str) -> QuerySet[Feed]:
        """Keep the links of whom the words find, without diacritics too."""
        del name
        return queryset.filter(owner__in=named_like(User.objects.all(), value))

    def by_state(self, queryset: QuerySet[Feed], name: str, value: str) -> QuerySet[Feed]:
        """Keep those that open something while their owner's account is open, or those revoked."""
        del name
        return queryset.filter(revoked_at__isnull=value == IN_USE)
