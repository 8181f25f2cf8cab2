"""The partner view leaks nothing: no position and no internal word in page, export, address."""

from __future__ import annotations

import io
import zipfile
from html import unescape

import pytest
from django.test import Client
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from banggiao.agreements.actions import items, positions, remarks, rounds
from banggiao.agreements.models import Negotiation, Position, Remark, Wording
from tests.factories.agreements import instrument
from tests.factories.negotiation import clause, negotiator, table

LETTERS = "ẫẽỡữẵặẩởừỳ交渉方針譲歩条件「」&<>\"'[]{}%"
SECRET = st.text(LETTERS, min_size=8, max_size=40).map(lambda text: f"⟦{text}⟧")
"""Signs that stand nowhere else begin and end what may not leak, so that no chance find counts."""


def bytes_of(response) -> bytes:
    """Give all a response carries: body, headers, and the parts of a Word file unpacked."""
    body = response.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in archive.namelist())
    heads = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return body + heads.encode()


def pages(code: str, clauses: list[str], language: str) -> list[str]:
    base = f"/agreements/{code}/negotiation/"
    return [
        f"{base}meeting/?language={language}",
        f"{base}meeting/?language={language}&stage=open",
        f"{base}word/?language={language}",
        *(f"{base}meeting/{one}/?language={language}" for one in clauses),
        *(
            f"{base}meeting/{one}/words/?side={side}&language={language}"
            for one in clauses
            for side in ("ours", "theirs")
        ),
    ]


def write_all(one: Negotiation, secrets: list[str]) -> None:
    """Write positions, internal remarks and drafts, and beside them what both sides may know."""
    by = negotiator()
    aim, argument, red, fallback, basis, inside, other, draft, new = secrets
    first, second = clause(one), clause(one, 2)
    met = rounds.add_round(one, by=by, by_letter=True, remark=f"{other} nội bộ")
    positions.open_position(
        first,
        by=by,
        basis=basis,
        aim=aim,
        argument=argument,
        red_line=red,
        fallback=fallback,
        approved_by=f"⟦{aim[1:-1]} duyệt⟧",
    )
    positions.keep_position_on_paper(
        second, by=by, secrecy="mat", number="⟦77/M⟧", keeper="⟦Két số 2⟧"
    )
    remarks.add_remark(first, by=by, words=inside, in_round=met)
    remarks.add_remark(first, by=by, words="Cùng ghi nhận ⟪chung⟫", is_internal=False)
    items.propose_wording(first, by=by, side="ours", language="vi", body=draft, is_shown=False)
    items.add_clause(one, by=by, side="ours", language="vi", body=new, after=second, is_shown=False)
    items.propose_wording(
        second, by=by, side="theirs", language="vi", body="Lời ⟪của bạn⟫", in_round=met
    )


class PartnerView(TestCase):
    """Whatever our own people write for themselves, nothing of it is shown to the other side."""

    @settings(max_examples=5, deadline=None, phases=[Phase.generate])
    @given(st.lists(SECRET, min_size=9, max_size=9, unique=True))
    def test_no_position_internal_remark_or_draft_is_in_page_export_or_address(self, secrets):
        by = negotiator()
        one = table(instrument(by=by, code="moc"), by=by, articles=3)
        first = clause(one)
        write_all(one, secrets)
        client = Client()
        client.force_login(by)
        client.post(
            f"/agreements/moc/negotiation/clauses/{first.code}/remark/",
            {"words": "⟦Vừa nói riêng⟧", "for_whom": "internal"},
        )

        seen = b""
        drafted = one.items.get(wid__startswith="new-").code
        for address in pages("moc", [item.code for item in one.items.all()], "vi"):
            response = client.get(address)
            assert response.status_code == (404 if drafted in address else 200), address
            assert "⟦" not in address
            seen += bytes_of(response)
        refused = client.post(
            f"/agreements/moc/negotiation/meeting/{first.code}/do/",
            {"do": "stage:deferred", "was": "agreed"},
        )
        seen += bytes_of(refused)
        stale = client.post(
            f"/agreements/moc/negotiation/meeting/{first.code}/words/?side=ours&language=vi",
            {"body": "Lời mới", "seen": "0" * 16},
        )
        assert stale.status_code == 409
        seen += bytes_of(stale)

        text = seen.decode("utf-8", "replace")
        for shown in (text, unescape(text)):
            assert "⟦" not in shown
            assert "⟧" not in shown
            for secret in secrets:
                assert secret[1:-1] not in shown
        assert "⟪của bạn⟫" in text
        assert "⟪chung⟫" in text
        assert "Hai bên trao đổi thông tin theo mục 1." in text
        kept = [
            *Position.objects.values_list("aim", "argument", "red_line", "fallback"),
            *Remark.objects.filter(is_internal=True).values_list("words"),
            *Wording.objects.filter(is_shown=False).values_list("body"),
        ]
        assert sum(bool(words) for row in kept for words in row) >= 8


@pytest.mark.django_db
def test_the_partner_view_asks_the_database_for_no_position(django_assert_max_num_queries, client):
    by = negotiator()
    one = table(instrument(by=by, code="moc"), by=by)
    client.force_login(by)
    with django_assert_max_num_queries(40) as captured:
        for address in pages("moc", [clause(one).code], "vi"):
            client.get(address)
            if len(captured) > 30:
                break
    asked = " ".join(query["sql"] for query in captured.captured_queries)
    assert "agreements_item" in asked
    assert "agreements_position" not in asked
