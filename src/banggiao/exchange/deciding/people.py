"""What a row of a list of people would write, and which person it may be already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from banggiao.core.text import fold, fold_toned
from banggiao.exchange.deciding.proposals import About, Existing, Proposal
from banggiao.partners.actions.bulk import PersonRow, PostRow
from banggiao.partners.models import Person, Post

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banggiao.accounts.models import User
    from banggiao.exchange.reading.result import ReadRow

FIELDS = ("name", "name_native", "form_of_address", "remark")


def propose(row: ReadRow, about: About) -> Proposal:
    """Say what the row would write: the person, and the post where title and body are known."""
    body, title = row.get("organisation_id", ""), row.get("title", "")
    outside = not body and (title or row.get("organisation", ""))
    where = " - ".join(one for one in (title, row.get("organisation", "")) if one)
    proposal = Proposal()
    proposal.fields = {
        "name": row.get("name", ""),
        "name_native": row.get("name_native", ""),
        "form_of_address": row.get("salutation", ""),
        "country": next(iter(row.get("countries", [])), ""),
        "remark": row.get("note", ""),
    }
    if outside:
        proposal.words.append(f"Chức vụ (theo tệp): {where}")
    if body and title:
        post = {"organisation": body, "name_vi": title, "start": row.get("start", "")}
        post["end"] = row.get("end", "")
        proposal.parts["posts"] = [(f"{fold(title)} {body}", post)]
    return proposal


def bulk_row(fields: Mapping[str, Any], parts: Mapping[str, Sequence[Any]], code: str) -> PersonRow:
    """Make the row that `import_people` takes."""
    data = {name: value for name, value in fields.items() if value not in (None, "")}
    return PersonRow(code=code, **data)


def post_rows(parts: Mapping[str, Sequence[Any]], person: str) -> list[PostRow]:
    """Make the rows that `import_posts` takes, once the person has a code."""
    return [
        PostRow(person=person, **{k: v for k, v in post.items() if v != "" or k == "start"})
        for post in parts.get("posts", ())
    ]


class Persons:
    """The people an importer may see, found by name."""

    def __init__(self, user: User, rows: Sequence[ReadRow], about: About) -> None:
        self.about = about
        codes = {row.get("code", "") for row in rows}
        codes |= {m.code for row in rows for m in self._matches(row)}
        seen = Person.objects.visible_to(user).in_register()
        ordered = sorted(codes - {""})
        self.cache: dict[str, Existing] = {}
        for start in range(0, len(ordered), 500):
            some = ordered[start : start + 500]
            self.cache |= {one.code: one for one in _load(seen, some, user)}

    def _matches(self, row: ReadRow) -> list[Any]:
        found = self.about.register.people.find(row.get("name", ""), row.get("countries", []))
        return [match for match in found if match.is_record]

    def find(self, row: ReadRow, proposal: Proposal) -> tuple[Existing | None, list[Existing]]:
        """Give the person the row is: by code, or by name with a body they hold a post at.

        Where nobody knows the body, the words that an earlier file said of it count.
        """
        code = row.get("code", "")
        if code and code in self.cache:
            return self.cache[code], []
        near = [self.cache[m.code] for m in self._matches(row) if m.code in self.cache]
        sure = [m.code for m in self._matches(row) if m.is_sure and m.code in self.cache]
        if len(sure) == 1:
            return self.cache[sure[0]], []
        body = row.get("organisation_id", "")
        here = [one for one in near if body and body in one.parts["bodies"]]
        here = here or [one for one in near if _has_words(one, proposal)]
        return (here[0], []) if len(here) == 1 else (None, near[:5])


def _has_words(one: Existing, proposal: Proposal) -> bool:
    """Whether the remark says of the person all that the file says and no body is known of."""
    remark = fold_toned(one.fields["remark"])
    return bool(proposal.words) and all(fold_toned(word) in remark for word in proposal.words)


def _load(seen: Any, codes: Sequence[str], user: User) -> list[Existing]:
    rows = list(
        seen.filter(code__in=codes).values("pk", "code", "version", "country__code", *FIELDS)
    )
    posts: dict[int, set[str]] = {row["pk"]: set() for row in rows}
    bodies: dict[int, set[str]] = {row["pk"]: set() for row in rows}
    for key, body, *names in (
        Post.objects.visible_to(user)
        .filter(person__in=list(posts))
        .values_list("person_id", "organisation__code", "name_vi", "name_en", "name_ja")
    ):
        bodies[key].add(body)
        posts[key] |= {f"{fold(name)} {body}" for name in names if name}
    return [
        Existing(
            row["code"],
            row["version"],
            row["name"],
            {name: row[name] for name in FIELDS} | {"country": row["country__code"] or ""},
            {"posts": posts[row["pk"]], "bodies": bodies[row["pk"]]},
        )
        for row in rows
    ]
