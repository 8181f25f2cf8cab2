"""What a calendar link is about: the records it takes from, as its reader may see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from banggiao.activities.filters import ActivityFilter
from banggiao.activities.models import Activity
from banggiao.activities.queries import concerns as concerns_activity
from banggiao.activities.queries import with_partner
from banggiao.core.filters import in_use
from banggiao.core.pickers import RecordField
from banggiao.duties.enums import Progress
from banggiao.duties.filters import DutyFilter
from banggiao.duties.models import Duty
from banggiao.duties.queries import concerns as concerns_duty
from banggiao.duties.queries import with_party
from banggiao.exchange.enums import FeedKind
from banggiao.exchange.models.feeds import LISTS
from banggiao.partners.models import Organisation

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from banggiao.accounts.models import User
    from banggiao.exchange.models import Feed


@dataclass(frozen=True, slots=True)
class Scope:
    """What is shown to whom. ``filter`` is that of the list, as it stands in an address."""

    kind: str
    viewer: User
    organisation: Organisation | None = None
    filter: str = ""
    with_programme: bool = False

    @property
    def has_activities(self) -> bool:
        """Whether activities stand in it."""
        return self.kind != FeedKind.DUTIES

    @property
    def has_duties(self) -> bool:
        """Whether duties stand in it."""
        return self.kind != FeedKind.ACTIVITIES


@dataclass(frozen=True, slots=True)
class _Asking:
    """Who asks, in the place of a request: filters look at nothing else of it."""

    user: User


def scope_of(feed: Feed) -> Scope:
    """Give what a link shows to its reader."""
    return Scope(feed.kind, feed.reader, feed.organisation, feed.filter, feed.with_programme)


def is_readable(scope: Scope) -> bool:
    """Whether its reader may still know of all that the link names: its partner, its filter."""
    if scope.organisation is not None:
        seen = Organisation.objects.visible_to(scope.viewer).in_register()
        if not seen.filter(pk=scope.organisation.pk).exists():
            return False
    if scope.kind not in LISTS:
        return True
    filterset = _filterset(scope)
    return not filterset.is_bound or bool(filterset.is_valid())


def activities_in(scope: Scope) -> QuerySet[Any]:
    """Give the activities, those set aside among them: they are shown as cancelled for a while."""
    seen: QuerySet[Any] = Activity.objects.visible_to(scope.viewer)
    if scope.organisation is not None:
        seen = with_partner(seen, scope.organisation)
    if scope.kind == FeedKind.MINE:
        return seen.filter(concerns_activity(scope.viewer))
    return _filtered(scope, seen) if scope.kind == FeedKind.ACTIVITIES else seen


def duties_in(scope: Scope) -> QuerySet[Any]:
    """Give the duties, those set aside among them. A list without a filter on it: open ones."""
    seen: QuerySet[Any] = Duty.objects.visible_to(scope.viewer)
    if scope.organisation is not None:
        seen = with_party(seen, scope.organisation)
    if scope.kind == FeedKind.MINE:
        return seen.filter(concerns_duty(scope.viewer))
    if scope.kind != FeedKind.DUTIES:
        return seen
    if "progress" not in _parameters(scope):
        seen = seen.exclude(progress=Progress.KEPT)
    return _filtered(scope, seen)


def _filtered(scope: Scope, found: QuerySet[Any]) -> QuerySet[Any]:
    kept: QuerySet[Any] = _filterset(scope, found).qs
    return kept


def _filterset(scope: Scope, found: QuerySet[Any] | None = None) -> Any:  # of either list
    shape: Any = ActivityFilter if scope.kind == FeedKind.ACTIVITIES else DutyFilter
    return shape(_parameters(scope), queryset=found, request=_Asking(scope.viewer))


def _parameters(scope: Scope) -> dict[str, str]:
    return dict(parse_qsl(scope.filter))


def filter_in_words(scope: Scope) -> str:
    """Say what a list is filtered by; empty for a whole list and for what is no list."""
    if scope.kind not in LISTS:
        return ""
    return "; ".join(f"{label}: {words}" for _key, label, words in in_use(_filterset(scope)))


def read_filter(scope: Scope) -> tuple[str, Organisation | None]:
    """Give the filter of a readable scope as it is kept, with the partner it names.

    What is no filter is left out, and records stand in it by their codes, so that it goes on when
    one of them is called otherwise.
    """
    if scope.kind not in LISTS:
        return scope.filter, None
    filterset, asked = _filterset(scope), _parameters(scope)
    if not filterset.is_bound or not filterset.is_valid():
        return "", None
    form = filterset.form
    kept = {
        name: form.cleaned_data[name].code if isinstance(field, RecordField) else asked[name]
        for name, field in form.fields.items()
        if asked.get(name) and form.cleaned_data.get(name) not in (None, "")
    }
    return urlencode(kept), form.cleaned_data.get("partner")
