"""What a row of a list of partners would write, and which partner it may be already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from banggiao.core.text import fold, fold_toned
from banggiao.exchange.deciding.proposals import About, Existing, Proposal, plain_value
from banggiao.exchange.reading.websites import MORE_WORDS, NO_ADDRESS, called_also
from banggiao.partners.actions.bulk import OrganisationRow
from banggiao.partners.enums import OrganisationKind
from banggiao.partners.models import Alias, Organisation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banggiao.accounts.models import User
    from banggiao.exchange.reading.result import ReadRow

NAMES = ("name_vi", "name_en", "name_ja", "name_native")
FIELDS = (*NAMES, "abbreviation", "kind", "website", "founded", "remark")


def propose(row: ReadRow, about: About) -> Proposal:
    """Say what the row would write."""
    countries = row.get("countries", [])
    parent = next(iter(about.register.organisations.find(row.get("parent", ""))), None)
    sure = parent is not None and parent.is_sure and parent.is_record
    proposal = Proposal()
    proposal.fields = {
        **{name: row.get(name, "") for name in NAMES},
        "abbreviation": row.get("abbreviation", ""),
        "kind": row.get("kind", ""),
        "country": next(iter(countries), ""),
        "parent": parent.code if parent and sure else "",
        "website": row.get("website", ""),
        "founded": row.get("founded", ""),
        "remark": row.get("note", ""),
    }
    if row.get("parent") and not sure:
        proposal.words.append(f"Trực thuộc (theo tệp): {row.get('parent')}")
    website = row.values.get("website")
    if website and website.doubt in {NO_ADDRESS, MORE_WORDS}:
        proposal.words.append(f"Trang web (theo tệp): {website.raw}")
    proposal.parts = {"aliases": [(fold(name), name) for name in row.get("aliases", [])]}
    return proposal


def bulk_row(
    fields: Mapping[str, Any], parts: Mapping[str, Sequence[Any]], code: str
) -> OrganisationRow:
    """Make the row that `import_organisations` takes. A new body of no known kind is "other"."""
    data = {name: value for name, value in fields.items() if value not in (None, "")}
    if not code:
        data.setdefault("kind", OrganisationKind.OTHER)
    aliases = tuple(parts.get("aliases", ()))
    return OrganisationRow(code=code, aliases=aliases or None, **data)


class Bodies:
    """The partners an importer may see, found as texts of a file name them."""

    def __init__(self, user: User, rows: Sequence[ReadRow], about: About) -> None:
        self.about = about
        self.seen = Organisation.objects.visible_to(user).in_register()
        self.cache: dict[str, Existing] = {}
        codes = {row.get("code", "") for row in rows}
        codes |= {match.code for row in rows for match in self._matches(row)}
        self._fetch(sorted(codes - {""}))

    def _matches(self, row: ReadRow) -> list[Any]:
        finder, countries = self.about.register.organisations, row.get("countries", [])
        found = []
        for name in (*NAMES, "abbreviation"):
            if text := row.get(name, ""):
                found += [m for m in finder.find(text, countries) if m.is_record]
        return found

    def _fetch(self, codes: Sequence[str]) -> None:
        for start in range(0, len(codes), 500):
            self.cache |= {one.code: one for one in _load(self.seen, codes[start : start + 500])}

    def find(self, row: ReadRow, proposal: Proposal) -> tuple[Existing | None, list[Existing]]:
        """Give the body the row is, and others that it may be."""
        code = row.get("code", "")
        if code and code in self.cache:
            return self.cache[code], []
        matches = self._matches(row)
        countries = row.get("countries", [])
        sure = {m.code for m in matches if m.is_sure and m.code in self.cache}
        if countries:
            sure = {c for c in sure if self.cache[c].fields["country"] in {*countries, ""}}
        if len(sure) == 1:
            return self.cache[next(iter(sure))], []
        unsure = dict.fromkeys(m.code for m in matches if m.code in self.cache)
        return None, [self.cache[one] for one in unsure][:5]


def _load(seen: Any, codes: Sequence[str]) -> list[Existing]:
    rows = list(
        seen.filter(code__in=codes).values(
            "pk", "code", "version", "country__code", "parent__code", *FIELDS
        )
    )
    aliases: dict[int, list[str]] = {row["pk"]: [] for row in rows}
    for key, name in Alias.objects.filter(organisation__in=list(aliases)).values_list(
        "organisation_id", "name"
    ):
        aliases[key].append(name)
    return [
        Existing(
            row["code"],
            row["version"],
            next((row[name] for name in NAMES if row[name]), row["code"]),
            {name: plain_value(row[name]) for name in FIELDS}
            | {"country": row["country__code"] or "", "parent": row["parent__code"] or ""}
            | {"all_aliases": aliases[row["pk"]]},
            {"aliases": {fold(name) for name in aliases[row["pk"]]}},
            {"names": {fold_toned(name) for name in aliases[row["pk"]]}}
            | {"website": called_also(row["website"])},
        )
        for row in rows
    ]
