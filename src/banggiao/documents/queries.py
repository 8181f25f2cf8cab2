"""Reads of documents and of what cites them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Prefetch, Q, QuerySet

from banggiao.core.dates import format_partial
from banggiao.core.models import Record
from banggiao.core.references import Reference, reference_to
from banggiao.documents.enums import DocumentKind
from banggiao.documents.models import Citation, Document, Issuer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from banggiao.accounts.models import User

SHOWN = 200


def documents_for_list(user: User) -> QuerySet[Any]:
    """Give the documents the user may see, with what a row shows."""
    issuers = Prefetch("issuers", Issuer.objects.order_by("pk"))
    return Document.objects.visible_to(user).in_register().prefetch_related(issuers)


def owner_link(model: type[models.Model]) -> str:
    """Give the name of the link from a part to what it belongs to; empty for anything else."""
    links = [f for f in model._meta.concrete_fields if isinstance(f, models.ForeignKey)]
    return next((f.name for f in links if f.remote_field.on_delete is models.CASCADE), "")


def citing_model(label: str) -> type[models.Model] | None:
    """Give the model behind a label if it can cite: a record, or a part with a code of its own."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return None
    if issubclass(model, Record):
        return model
    names = {f.name for f in model._meta.concrete_fields if getattr(f, "unique", False)}
    is_part = "code" in names and owner_link(model)
    return model if is_part and hasattr(model._default_manager, "visible_to") else None


def record_of(citing: models.Model) -> Record:
    """Give the record whose rights and page count: itself, or the one a part belongs to."""
    if isinstance(citing, Record):
        return citing
    owner: models.Model = getattr(citing, owner_link(type(citing)))
    return record_of(owner)


def find_citing(references: Iterable[Reference], user: User) -> dict[Reference, models.Model]:
    """Give what stands behind references, as far as the user may see it: a few queries a type."""
    codes: dict[str, set[str]] = {}
    for label, code in references:
        codes.setdefault(label, set()).add(code)
    found: dict[Reference, models.Model] = {}
    for label, some in codes.items():
        model = citing_model(label)
        if model is not None:
            rows = _visible(model, user).filter(code__in=some)
            found |= {(label, row.code): row for row in rows}
    return found


def _visible(model: type[models.Model], user: User) -> QuerySet[Any]:
    """Give the rows the user may see; what they belong to is then loaded for all at once."""
    manager: Any = model._default_manager
    rows: QuerySet[Any] = manager.visible_to(user).fetch_mode(models.FETCH_PEERS)
    return rows


def sources_of(record: Record, user: User) -> list[Citation]:
    """Give where the facts of a record and of its parts come from, as far as the user may see."""
    label, code = reference_to(record)
    wanted = Q(about_type=label, about_code=code)
    for part, link in _citing_parts(record):
        codes = _visible(part, user).filter(**{link: record.pk}).values("code")
        wanted |= Q(about_type=part._meta.label_lower, about_code__in=codes)
    found = Citation.objects.visible_to(user).filter(wanted)
    return list(found.select_related("document").order_by("pk")[:SHOWN])


def speaks_for_itself(document: Document) -> bool:
    """Whether nobody would ask for the source of what is said of a document."""
    press = document.kind in {DocumentKind.WEB_PAGE, DocumentKind.ARTICLE}
    return press or document.is_secret or bool(document.address) or document.versions.exists()


def _citing_parts(record: Record) -> list[tuple[type[models.Model], str]]:
    """Give the models of the record's parts that can cite, each with its link to the record."""
    parts = []
    for name in record.audit_parts:
        relation: Any = record._meta.get_field(name)
        if citing_model(relation.related_model._meta.label_lower):
            parts.append((relation.related_model, relation.field.name))
    return parts


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a source, and the part of the record that rests on it, if not the record."""

    citation: Citation
    part: models.Model | None

    @property
    def words(self) -> str:
        """What is said of the place in one line; empty where the whole record rests on it."""
        told = self.citation.told_on
        said = (self.part, self.citation.place, format_partial(told) if told else "")
        return " · ".join(str(one) for one in (*said, self.citation.remark) if one)


@dataclass(frozen=True, slots=True)
class Source:
    """A document, or a person who told it, with all places the record cites of it."""

    document: Document | None
    told_by: str
    places: list[Place] = field(default_factory=list)


def by_source(record: Record, citations: Sequence[Citation], user: User) -> list[Source]:
    """Put the citations of a record and its parts together by what they cite."""
    label = record._meta.label_lower
    of_parts = [(c.about_type, c.about_code) for c in citations if c.about_type != label]
    parts = find_citing(of_parts, user)
    sources: dict[object, Source] = {}
    for citation in citations:
        source = Source(citation.document, citation.told_by)
        source = sources.setdefault(citation.document_id or citation.told_by, source)
        part = parts.get((citation.about_type, citation.about_code))
        source.places.append(Place(citation, part))
    for source in sources.values():
        source.places.sort(key=lambda place: bool(place.words))
    return list(sources.values())


def sources_by_code(label: str, codes: Iterable[str], user: User) -> dict[str, list[Citation]]:
    """Give the sources of many records of one type at once, by the record's code."""
    found = Citation.objects.visible_to(user).filter(about_type=label, about_code__in=set(codes))
    by_code: dict[str, list[Citation]] = {}
    for citation in found.select_related("document").order_by("pk"):
        by_code.setdefault(citation.about_code, []).append(citation)
    return by_code


@dataclass(frozen=True, slots=True)
class Use:
    """What rests on a document, a record or a part of one, and where in the document."""

    citing: models.Model
    record: Record
    citations: list[Citation] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What it is: the record it is a part of, or its kind."""
        if self.citing is not self.record:
            return str(self.record)
        return str(self.record._meta.verbose_name)


def uses_of(document: Document, user: User) -> tuple[list[Use], bool]:
    """Give what cites a document, and whether there is more than that.

    Without what the user may not know of or what was set aside. At most 200 citations: they are
    picked among the visible ones, so that hidden ones never show by what they leave out.
    """
    seen = Q(pk__in=[])
    labels = document.citations.order_by("about_type").values_list("about_type", flat=True)
    for label in labels.distinct():
        model = citing_model(label)
        if model is not None:
            rows: Any = _visible(model, user)
            rows = rows.in_register() if issubclass(model, Record) else rows
            seen |= Q(about_type=label, about_code__in=rows.values("code"))
    ordered = document.citations.filter(seen).order_by("about_type", "about_code", "pk")
    citations = list(ordered[: SHOWN + 1])
    references = [(c.about_type, c.about_code) for c in citations[:SHOWN]]
    found = find_citing(references, user)
    uses: dict[Reference, Use] = {}
    for citation, reference in zip(citations[:SHOWN], references, strict=True):
        citing = found[reference]
        use = uses.setdefault(reference, Use(citing, record_of(citing)))
        use.citations.append(citation)
    shown = [use for use in uses.values() if not use.record.is_set_aside]
    return shown, len(citations) > SHOWN
