"""Activities and series for lists and pages, with the bodies the reader may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from banggiao.activities.enums import ParticipantRole, PartyRole
from banggiao.activities.models import Activity, Participant, Party, Series
from banggiao.core.access import cleared

if TYPE_CHECKING:
    from banggiao.accounts.models import User
    from banggiao.activities.models.activities import ActivityQuerySet
    from banggiao.partners.models import Organisation

EDITIONS = 200


def visible_activities(user: User | Any) -> ActivityQuerySet:
    """Give the activities that count and the user may see."""
    return Activity.objects.visible_to(user).in_register()


def activities_for_list(user: User) -> QuerySet[Any]:
    """Give the activities the user may see, with the bodies the user may see, newest first."""
    return newest_first(_with_parties(visible_activities(user), user))


def activity_for_page(user: User) -> QuerySet[Any]:
    """Give the activities whose page the user may open, with the bodies its head shows."""
    return _with_parties(Activity.objects.visible_to(user), user)


def newest_first(found: QuerySet[Any]) -> QuerySet[Any]:
    """Order by the first day, the latest on top and the undated at the end."""
    return found.order_by(F("period_earliest").desc(nulls_last=True), "-pk")


def _with_parties(found: QuerySet[Any], user: User) -> QuerySet[Any]:
    seen: Any = Party.objects
    parties = seen.visible_to(user).select_related("organisation").order_by("order", "pk")
    return found.prefetch_related(Prefetch("parties", parties, to_attr="seen_parties"))


def with_heads(found: QuerySet[Any], user: User) -> QuerySet[Any]:
    """Add the heads of delegation whom the user may see, for `head_of`."""
    seen: Any = Participant.objects
    heads = seen.visible_to(user).filter(role=ParticipantRole.HEAD).order_by("order", "pk")
    return found.prefetch_related(Prefetch("participants", heads, to_attr="seen_heads"))


def parties_of(activity: Any, *roles: str) -> list[Party]:  # one that came by the functions above
    """Give the bodies the reader may see, each with what it does; of some roles or all."""
    return [party for party in activity.seen_parties if not roles or party.role in roles]


def bodies(activity: Any, *roles: str) -> list[Organisation]:  # the same
    """Give the bodies the reader may see, once each; of some roles or all."""
    return list(dict.fromkeys(party.organisation for party in parties_of(activity, *roles)))


def partners_of(activity: Any) -> list[Organisation]:  # the same
    """Give the bodies but ours."""
    return [body for body in bodies(activity) if not body.is_own]


def head_of(activity: Any) -> Participant | None:  # one that came by `with_heads`
    """Give the first head of delegation the reader may see."""
    heads: list[Participant] = activity.seen_heads
    return next(iter(heads), None)


def hosts(activity: Any) -> list[Organisation]:  # one that came by `activities_for_list`
    """Give who holds it, as far as the reader may see."""
    return bodies(activity, PartyRole.HOST, PartyRole.ORGANISER)


def with_partner(found: QuerySet[Any], organisation: Organisation) -> QuerySet[Any]:
    """Keep the activities a body stands in, in whatever role. The reader may see the body."""
    standing = Party.objects.filter(organisation=organisation)
    return found.filter(pk__in=standing.values("activity"))


def with_party(found: QuerySet[Any], condition: Q, user: User) -> QuerySet[Any]:
    """Keep the activities with a body of that sort whom the reader may see."""
    seen: Any = Party.objects
    standing = seen.visible_to(user).filter(condition, activity=OuterRef("pk"))
    return found.filter(Exists(standing))


def count_with(organisation: Organisation, user: User) -> int:
    """Count the activities a body stands in, for the tab on its page."""
    return with_partner(visible_activities(user), organisation).count()


# Series


def series_for_list(user: User) -> QuerySet[Any]:
    """Give the series the user may see, by name, with how many editions the user may see."""
    return _with_editions(Series.objects.visible_to(user).in_register(), user).order_by(
        "sort_key", "pk"
    )


def series_for_page(user: User) -> QuerySet[Any]:
    """Give the series whose page the user may open."""
    return _with_editions(Series.objects.visible_to(user), user)


def _with_editions(found: QuerySet[Any], user: User) -> QuerySet[Any]:
    seen = visible_activities(user).filter(series=OuterRef("pk")).order_by()
    counted = seen.values("series").annotate(n=Count("pk")).values("n")
    shows = ExpressionWrapper(cleared(user, "organiser"), output_field=BooleanField())
    rows: QuerySet[Any] = found.annotate(
        edition_count=Coalesce(Subquery(counted), 0), shows_organiser=shows
    )
    return rows.select_related("organiser")


def organiser_of(series: Any) -> Organisation | None:  # one that came by the functions above
    """Give who holds a series, if the reader may know of them."""
    return series.organiser if series.shows_organiser else None


def organiser_in_words(series: Any) -> str:  # the same
    """Name who holds a series, as far as the reader may see."""
    return str(organiser_of(series) or "")


def editions(series: Series, user: User) -> list[Any]:
    """Give the editions of a series the user may see, newest first, at most 200."""
    found = activities_for_list(user).filter(series=series)
    latest = found.order_by(
        F("edition").desc(nulls_last=True), F("period_earliest").desc(nulls_last=True), "-pk"
    )
    return list(latest[:EDITIONS])


def neighbours(activity: Activity, user: User) -> tuple[Any | None, Any | None]:
    """Give the edition before and the one after, as far as the user may see."""
    if activity.series_id is None or not _series_seen(activity, user):
        return None, None
    line = editions(activity.series, user)  # type: ignore[arg-type]  # it has one
    place = next((n for n, other in enumerate(line) if other.pk == activity.pk), None)
    if place is None:
        return None, None
    before = line[place + 1] if place + 1 < len(line) else None
    return before, line[place - 1] if place else None


def _series_seen(activity: Activity, user: User) -> bool:
    return Series.objects.visible_to(user).filter(pk=activity.series_id).exists()
