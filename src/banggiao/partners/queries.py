"""Reads of partners. Whatever a person is shown starts from `visible_to`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import (
    Case,
    Count,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.core.access import cleared
from banggiao.core.dates import earliest_of, format_partial, latest_of
from banggiao.core.enums import RecordState
from banggiao.core.panels import Balance, TimelineEntry
from banggiao.documents.queries import sources_by_code
from banggiao.partners import panels
from banggiao.partners.enums import OfficeLevel
from banggiao.partners.models import (
    Country,
    Milestone,
    OfficeTitle,
    Organisation,
    Person,
    Post,
    Relationship,
    SituationNote,
    Succession,
)
from banggiao.partners.titles import entry_keys, title_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from banggiao.accounts.models import User
    from banggiao.core.dates import PartialDate
    from banggiao.documents.models import Citation

TIMELINE_LIMIT = 200
PEOPLE_LIMIT = 500


def organisations_for_list(user: User) -> QuerySet[Organisation]:
    """Give the organisations the user may see, with what a row shows."""
    return Organisation.objects.visible_to(user).in_register().select_related("country", "parent")


def people_for_list(user: User) -> QuerySet[Any]:
    """Give the people the user may see, each with the last post the user may see."""
    posts = Post.objects.visible_to(user).in_register().filter(person=OuterRef("pk"))
    latest = posts.order_by("-end", "-start_latest", "-pk").values("pk")[:1]
    return (
        Person.objects.visible_to(user)
        .in_register()
        .select_related("country")
        .annotate(last_post_id=Subquery(latest))
    )


def posts_by_id(user: User, ids: Iterable[int | None]) -> dict[int, Post]:
    """Give the posts of a page of people at once, with their organisations."""
    posts = Post.objects.visible_to(user).select_related("organisation")
    return posts.in_bulk([pk for pk in ids if pk is not None])


def relationships_for_list(user: User) -> QuerySet[Relationship]:
    """Give the relationships the user may see, with parties and milestones."""
    return (
        Relationship.objects.visible_to(user)
        .in_register()
        .select_related("country_a", "country_b", "organisation_a", "organisation_b")
        .prefetch_related(Prefetch("milestones", Milestone.objects.order_by("on_earliest", "pk")))
    )


def current_milestone(relationship: Relationship) -> Milestone | None:
    """Give the latest dated step: it says at what level the tie stands today."""
    milestones = sorted(
        relationship.milestones.all(), key=lambda m: (str(latest_of(m.on) or ""), m.pk)
    )
    return milestones[-1] if milestones else None


def countries_with_partners(user: User, limit: int = 300) -> list[Country]:
    """Give the countries with most partners, with how many the user may see in ``partners``."""
    partners = Organisation.objects.visible_to(user).in_register().filter(is_own=False)
    counted = partners.filter(country__isnull=False).values("country").annotate(n=Count("pk"))
    numbers = {row["country"]: row["n"] for row in counted.order_by("-n", "country")[:limit]}
    countries = Country.objects.in_bulk(list(numbers))
    for code, country in countries.items():
        country.partners = numbers[code]
    return sorted(countries.values(), key=lambda c: (-numbers[c.code], c.sort_key))


@dataclass(frozen=True, slots=True)
class Lineage:
    """What came before an organisation and what after, as far as the user may see."""

    older: list[Succession]
    newer: list[Succession]


def own_body() -> Organisation | None:
    """Give the body that keeps this register; None before it is entered."""
    found: Organisation | None = Organisation.objects.filter(code=settings.OWN_BODY).first()
    return found


def lineage(organisation: Organisation, user: User) -> Lineage:
    """Give the successions around an organisation."""
    both = Succession.objects.filter(cleared(user, "older", "newer"))
    return Lineage(
        older=list(both.filter(newer=organisation).select_related("older")),
        newer=list(both.filter(older=organisation).select_related("newer")),
    )


def ties_of(organisation: Organisation, user: User) -> list[Relationship]:
    """Give the relationships an organisation stands in, its country's with ours among them."""
    own_countries = Organisation.objects.filter(is_own=True, parent__isnull=True).values("country")
    between_countries = Q()
    if organisation.country_id and not organisation.is_own:
        between_countries = Q(country_a=organisation.country_id, country_b__in=own_countries) | Q(
            country_b=organisation.country_id, country_a__in=own_countries
        )
    named = Q(organisation_a=organisation) | Q(organisation_b=organisation)
    condition = named | between_countries if between_countries else named
    return list(relationships_for_list(user).filter(condition).order_by("party_type", "pk"))


def ties_of_country(country: Country, user: User) -> list[Relationship]:
    """Give the relationships a country stands in."""
    either = Q(country_a=country) | Q(country_b=country)
    return list(relationships_for_list(user).filter(either).order_by("pk"))


def steps_of_our_ties(user: User) -> QuerySet[Milestone]:
    """Give the steps of the ties of our country and of our bodies, as far as the user may see."""
    own = Organisation.objects.filter(is_own=True)
    countries = own.filter(parent__isnull=True).values("country")
    tie = "relationship"
    ours = Q()
    for side in ("a", "b"):
        ours |= Q(**{f"{tie}__country_{side}__in": countries})
        ours |= Q(**{f"{tie}__organisation_{side}__in": own.values("pk")})
    seen: Any = Milestone.objects
    found: QuerySet[Milestone] = seen.visible_to(user).filter(
        ours, relationship__state=RecordState.ACTIVE
    )
    sides = (f"{tie}__{kind}_{side}" for kind in ("country", "organisation") for side in "ab")
    return found.select_related(tie, *sides)


def people_of(organisation: Organisation, user: User) -> list[Post]:
    """Give who holds or held a post at the organisation, the head and the newest first."""
    posts = Post.objects.visible_to(user).in_register().filter(organisation=organisation)
    found = posts.select_related("person").prefetch_related("sightings")
    return sorted(found, key=lambda post: (not post.is_head, last_seen(post)))[:PEOPLE_LIMIT]


def parts_of(organisation: Organisation, user: User) -> list[Organisation]:
    """Give what belongs to the organisation, by name, at most 200."""
    children = organisations_for_list(user).filter(parent=organisation)
    return list(children.order_by("sort_key", "pk")[:TIMELINE_LIMIT])


def last_seen(post: Post) -> tuple[int, str]:
    """Order posts: those that go on first, then by the last day known, newest first."""
    dates = [post.start, post.end, *(sighting.on for sighting in post.sightings.all())]
    days = [day for date in dates if (day := latest_of(date))]
    newest = max(days).toordinal() if days else 0
    return (-newest, post.person.sort_key)


def notes_on(organisation: Organisation, user: User) -> list[SituationNote]:
    """Give the notes on a partner, newest first, at most 200."""
    notes = SituationNote.objects.visible_to(user).in_register().filter(organisation=organisation)
    return list(notes.order_by("-on_earliest", "-pk")[:TIMELINE_LIMIT])


def notes_set_aside(organisation: Organisation, user: User) -> list[SituationNote]:
    """Give the notes that were taken off a partner's page, newest first, at most 200."""
    notes = SituationNote.objects.visible_to(user).filter(organisation=organisation)
    aside = notes.filter(state=RecordState.SET_ASIDE)
    return list(aside.order_by("-on_earliest", "-pk")[:TIMELINE_LIMIT])


def organisation_timeline(
    organisation: Organisation, user: User, ties: Sequence[Relationship]
) -> list[TimelineEntry]:
    """Give everything dated on a partner's page, newest first, the undated last."""
    steps = [(tie, milestone) for tie in ties for milestone in tie.milestones.all()]
    codes = [milestone.code for _tie, milestone in steps]
    sources = sources_by_code(Milestone._meta.label_lower, codes, user)
    entries = [
        _milestone_entry(tie, milestone, sources.get(milestone.code, []))
        for tie, milestone in steps
    ]
    entries += [_note_entry(note, user) for note in notes_on(organisation, user)]
    for provide in panels.ORGANISATION_TIMELINE:
        entries += provide(organisation, user)
    return newest_first(entries)[:TIMELINE_LIMIT]


def person_timeline(person: Person, posts: Sequence[Post], user: User) -> list[TimelineEntry]:
    """Give everything dated on a person's page: posts, and what rooms above add."""
    entries = [
        TimelineEntry(
            on=earliest_of(sighting.on),
            date_text=in_words(sighting.on),
            kind="other",
            text=post.in_full,
            url=post.organisation.get_absolute_url() if post.organisation else "",
            classification=post.organisation.classification if post.organisation else 0,
        )
        for post in posts
        for sighting in post.sightings.all()
    ]
    for provide in panels.PERSON_TIMELINE:
        entries += provide(person, user)
    return newest_first(entries)[:TIMELINE_LIMIT]


def posts_of(person: Person, user: User) -> list[Post]:
    """Give the posts of a person the user may see, the newest first."""
    posts = Post.objects.visible_to(user).in_register().filter(person=person)
    found = posts.select_related("organisation", "person").prefetch_related("sightings")
    return sorted(found, key=last_seen)


def in_words(date: PartialDate | None) -> str:
    """Give a date as people read it, also one that is not known."""
    return format_partial(date) if date else _("date not known")


def newest_first(entries: Iterable[TimelineEntry]) -> list[TimelineEntry]:
    """Order timeline entries; what has no date stands at the end."""
    return sorted(entries, key=lambda e: (e.on is None, -(e.on.toordinal() if e.on else 0)))


def _milestone_entry(
    tie: Relationship, milestone: Milestone, sources: Sequence[Citation]
) -> TimelineEntry:
    return TimelineEntry(
        on=earliest_of(milestone.on),
        date_text=in_words(milestone.on),
        kind="milestone",
        text=str(milestone),
        url=tie.get_absolute_url(),
        sub=f"{tie} · {milestone.get_level_display()}",
        source_text="; ".join(str(source) for source in sources),
        classification=tie.classification,
    )


def _note_entry(note: SituationNote, user: User) -> TimelineEntry:
    may_change = user.has_perm("partners.change_situationnote", note)
    return TimelineEntry(
        on=earliest_of(note.on),
        date_text=in_words(note.on),
        kind="note",
        text=note.headline,
        sub=note.text,
        classification=note.classification,
        anchor=f"note-{note.code}",
        edit_url=reverse("partners:change_note", args=[note.code]) if may_change else "",
    )


def reciprocity(organisation: Organisation, user: User) -> list[dict[str, Any]]:
    """Give the lines of give and take, each with the length of its bars in percent."""
    balances: list[Balance] = []
    for provide in panels.RECIPROCITY:
        balances += provide(organisation, user)
    return [
        {
            "label": balance.label,
            "ours": balance.ours,
            "theirs": balance.theirs,
            "ours_share": _share(balance.ours, balance),
            "theirs_share": _share(balance.theirs, balance),
        }
        for balance in balances
    ]


def _share(value: int, balance: Balance) -> int:
    longest = max(balance.ours, balance.theirs)
    return round(100 * value / longest) if longest else 0


def titles_for_list() -> QuerySet[Any]:
    """Give the table of titles; ``rank`` orders the levels, the highest first."""
    ranks = [When(level=level, then=rank) for rank, level in enumerate(OfficeLevel.values)]
    return OfficeTitle.objects.select_related("country").annotate(
        rank=Case(*ranks, output_field=IntegerField())
    )


def level_of(title: str, on: dt.date | None = None, country: str = "") -> str:
    """Give the level of office a printed title stands on that day; empty: the table has none.

    A title fits an entry when it begins with it ("Minister of Finance"; in scripts without spaces,
    when it ends with it), the longest first. ``on`` None: the day is not known, so each entry
    counts whatever its dates. ``country``, an ISO code, also takes the entries of that country.
    """
    found = OfficeTitle.objects.filter(title_key__in=list(entry_keys(title_key(title))))
    return _level(_by_key(found), title, on, country)


def levels() -> Callable[[str, dt.date | None], str]:
    """Load the table once, for many titles, and give what says the same as `level_of`."""
    table = _by_key(OfficeTitle.objects.all())
    return lambda title, on: _level(table, title, on, "")


def _by_key(titles: Iterable[OfficeTitle]) -> dict[str, list[OfficeTitle]]:
    found: dict[str, list[OfficeTitle]] = {}
    for title in titles:
        found.setdefault(title.title_key, []).append(title)
    return found


def _level(
    table: Mapping[str, Sequence[OfficeTitle]], title: str, on: dt.date | None, country: str
) -> str:
    for part in entry_keys(title_key(title)):
        fitting = [
            t for t in table.get(part, ()) if t.holds(on) and t.country_id in {None, country}
        ]
        if fitting:
            # That of the country goes first; of several on a day not known, the latest.
            best = max(fitting, key=lambda t: (t.country_id or "", str(t.valid_from or "")))
            return best.level
    return ""
