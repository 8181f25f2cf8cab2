"""The filter of the list of users. Its state is the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_filters
from django.utils.translation import gettext_lazy as _

from banggiao.accounts.enums import Role
from banggiao.accounts.models import User
from banggiao.accounts.queries import named_like
from banggiao.core.filters import SeenFilterSet

if TYPE_CHECKING:
    from django.db.models import QuerySet


class UserFilter(SeenFilterSet):
    """By words in the name, role, and whether the user may sign in."""

    q = django_filters.CharFilter(label=_("Words in the name"), method="by_words")
    role = django_filters.ChoiceFilter(label=_("Role"), choices=Role.choices)
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[("open", _("May sign in")), ("closed", _("Closed"))],
        method="by_state",
    )

    class Meta:
        model = User
        fields = ("q", "role", "state")

    def by_words(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        """Keep whom the words find, without diacritics too."""
        return named_like(queryset, value)

    def by_state(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        """Keep open or closed accounts."""
        return queryset.filter(is_active=value == "open")
