"""Pages ask the database as often for three rows as for one.

The reader is an ordinary officer: for somebody who sees everything some questions are not asked.
"""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from banggiao.partners.actions import organisations, people
from tests.factories.accounts import make_user
from tests.factories.partners import (
    INTERNAL,
    country,
    milestone,
    note,
    organisation,
    person,
    post,
    relationship,
    writer,
)

pytestmark = pytest.mark.django_db

COUNTS = {
    "/": 38,
    "/partners/": 6,
    "/partners/?export=csv": 3,
    "/partners/?export=xlsx": 3,
    "/partners/?q=han+quoc&country=KR": 7,
    "/partners/acrc/": 29,
    "/partners/acrc/history/": 14,
    "/partners/acrc/history/?as_of=2099-01-01": 14,
    "/partners/acrc/edit/": 10,
    "/partners/add/": 6,
    "/notes/note-0/edit/": 6,
    "/partners/?filter=1": 7,
    "/people/": 7,
    "/people/?export=csv": 5,
    "/people/?export=xlsx": 5,
    "/people/?q=han+quoc": 7,
    "/people/kim/": 12,
    "/people/kim/history/": 11,
    "/people/kim/history/?as_of=2099-01-01": 11,
    "/people/kim/edit/": 7,
    "/people/kim/posts/1/edit/": 9,
    "/people/kim/details/": 7,
    "/relationships/": 7,
    "/relationships/?export=csv": 4,
    "/relationships/?export=xlsx": 4,
    "/relationships/tie/": 11,
    "/relationships/tie/history/": 12,
    "/relationships/tie/edit/": 14,
    "/relationships/tie/milestones/tie-0/edit/": 9,
    "/countries/": 7,
    "/countries/?all=1": 9,
    "/countries/KR/": 9,
    "/countries/KR/?sort=-kind": 9,
    "/search/?q=han+quoc": 7,
    "/search/?palette=1&q=han+quoc": 4,
    "/search/options/?kind=partners.organisation&field=q&q=han+quoc": 4,
    "/account/": 6,
}


def world(size: int) -> None:
    """Enter one partner, person and tie, with `size` of everything around them."""
    own = organisation("Thanh tra Chính phủ", code="giv", country=country("VN"))
    top = organisation("Chính phủ Hàn Quốc", code="gov", country=country("KR"))
    acrc = organisation("Ủy ban Hàn Quốc", code="acrc", country=country("KR"), parent=top)
    kim = person("Kim Hàn Quốc", code="kim", country=country("KR"))
    people.keep_personal_details(kim, by=writer(), phone="1")
    tie = relationship(own, acrc, code="tie")
    states = relationship(country("VN"), country("KR"), code="vn-kr")
    for number in range(size):
        milestone(tie, code=f"tie-{number}", on=str(2000 + number))
        milestone(states, code=f"vn-kr-{number}", on=str(1990 + number))
        note(acrc, code=f"note-{number}")
        near = country(("JP", "LA", "TH")[number])
        part = organisation(
            f"Cục Hàn Quốc {number}",
            code=f"part-{number}",
            parent=acrc,
            country=country("KR"),
            aliases=["a", "b"],
        )
        other = organisation(f"Cơ quan {number}", country=near, parent=top)
        organisations.record_succession(other, acrc, by=writer())
        organisations.record_succession(acrc, part, by=writer())
        milestone(relationship(acrc, other))
        milestone(relationship(country("KR"), near))
        holder = person(f"Người Hàn Quốc {number}", country=near)
        post(holder, acrc, start=str(2000 + number), known_on=["2001", "2002"])
        post(kim, part, start=str(2000 + number), known_on=["2001", "2002"])


@pytest.mark.parametrize(("address", "count"), COUNTS.items(), ids=COUNTS.keys())
@pytest.mark.parametrize("size", [1, 3])
def test_the_number_of_questions_does_not_grow(size, address, count, client, sign_in):
    world(size)
    sign_in(client, make_user("officer", clearance=INTERNAL))
    client.get("/healthz")  # what is asked once a process is asked now

    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
        b"".join(response)

    assert response.status_code == 200
    assert len(asked) == count, "\n".join(query["sql"] for query in asked)
