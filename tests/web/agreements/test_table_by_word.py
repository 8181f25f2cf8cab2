"""The table sent as Word and read back in the browser: preview first, then what was chosen."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from banggiao.agreements.actions import items
from banggiao.audit.models import Event
from tests.factories.agreements import instrument
from tests.factories.negotiation import clause, negotiator, table

pytestmark = pytest.mark.django_db
TABLE = "/agreements/moc/negotiation/"


@pytest.fixture
def bargain(client, sign_in):
    by = negotiator()
    sign_in(client, by)
    return table(instrument(by=by, code="moc", name="Bản ghi nhớ"), by=by)


def filled(content: bytes, words: dict[int, str]) -> SimpleUploadedFile:
    """Write into the column of the other side, by the row from 1, and give the file to send."""
    paper = Document(BytesIO(content))
    for row, said in words.items():
        paper.tables[0].rows[row].cells[2].text = said
    out = BytesIO()
    paper.save(out)
    return SimpleUploadedFile("back.docx", out.getvalue())


def test_a_returned_file_is_previewed_and_then_taken(client, bargain, sound):
    sent = client.get(f"{TABLE}word/?language=vi")
    assert sent["Content-Disposition"].endswith('.docx"')
    sound(client.get(f"{TABLE}word/read/"))

    read = client.post(f"{TABLE}word/read/", {"file": filled(sent.content, {1: "Lời của bạn"})})

    page = sound(read)
    assert "Lời của" in page
    assert Event.objects.filter(action="agreements.wording_proposed").count() == 0
    (row,) = read.context["proposals"]
    code = row["proposal"].clause.code
    data = {
        "step": "take",
        "take": code,
        f"words_{code}": row["proposal"].words,
        f"seen_{code}": row["seen"],
    }
    assert client.post(f"{TABLE}word/read/", data).status_code == 303
    said = clause(bargain).wordings.get(side="theirs")
    assert (said.body, said.language) == ("Lời của bạn", "vi")

    again = client.post(f"{TABLE}word/read/", data, follow=True)
    assert "Read the file again." in sound(again)
    none = client.post(f"{TABLE}word/read/", {"step": "take"}, follow=True)
    assert "Choose at least one clause to take." in sound(none)
    assert clause(bargain).wordings.filter(side="theirs").count() == 1


def test_a_file_of_an_older_table_warns_and_one_of_another_is_refused(client, bargain, sound):
    by = negotiator()
    sent = client.get(f"{TABLE}word/").content
    items.propose_wording(clause(bargain), by=by, side="theirs", language="vi", body="Qua thư")

    older = client.post(f"{TABLE}word/read/", {"file": filled(sent, {1: "Trong tệp", 2: "Hai"})})
    page = sound(older)
    assert "The table has changed since this file was sent." in page
    assert page.count("checked") == 1

    other = table(instrument(by=by, code="other"), by=by)
    foreign = client.post(
        f"/agreements/{other.instrument.code}/negotiation/word/read/", {"file": filled(sent, {})}
    )
    assert foreign.status_code == 422
    assert "This file is of another negotiation." in sound(foreign)
    broken = client.post(f"{TABLE}word/read/", {"file": SimpleUploadedFile("a.docx", b"PK")})
    assert broken.status_code == 422
    sound(broken)
    nothing = client.post(
        f"{TABLE}word/read/", {"file": filled(client.get(f"{TABLE}word/").content, {})}
    )
    assert "The file changes nothing" in sound(nothing)
