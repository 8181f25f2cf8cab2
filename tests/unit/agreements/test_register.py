"""The register as a paper: its fields, its groups, the year's list, the command."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from banggiao.agreements.actions import instruments, ledger, lineage
from banggiao.agreements.models import Instrument, Slip
from banggiao.agreements.papers.columns import FIELDS
from banggiao.agreements.papers.docx import OURS
from banggiao.agreements.papers.making import make
from banggiao.agreements.papers.register import Asked, Register, compile_register
from banggiao.audit.models import Event
from banggiao.core.errors import Refused
from banggiao.core.papers import pdf
from banggiao.partners.actions import organisations
from banggiao.partners.models import Organisation
from scripts import register_template
from tests.factories.activities import held
from tests.factories.agreements import instrument
from tests.factories.consultations import consultation
from tests.factories.documents import document, source
from tests.factories.duties import duty
from tests.factories.partners import RESTRICTED, country, organisation, person, writer

pytestmark = pytest.mark.django_db


EXPECTED = {
    "code": "moc",
    "title_vi": "Bản ghi nhớ",
    "title_en": "Memorandum",
    "title_partner": "覚書",
    "kind": "Memorandum of cooperation",
    "in_name_of": "A ministry or ministerial-level agency",
    "ours": "Thanh tra Chính phủ",
    "theirs": "Bộ Nội vụ Nhật Bản",
    "followed": "Bộ Nội vụ Nhật Bản → Bộ mới (March 2024)",
    "topics": "Training; Complaints and denunciations",
    "signed": "22 April 2013",
    "place": "Tokyo",
    "our_hands": "Trần Đức Lượng (Phó Tổng, Thanh tra Chính phủ)",
    "their_hands": "Miyajima (Cục trưởng, Bộ Nội vụ Nhật Bản)",
    "witnesses": "Tanaka",
    "in_force": "1 May 2013",
    "term": "5 years",
    "renewal": "Renewed by itself, each time 5 years\nnotice 6 months before the end",
    "languages": "Tiếng Việt và tiếng Nhật",
    "before": "Upgrades it: Trước",
    "done": "3 May 2019: Hội thảo",
    "reviews": "3 May 2020: Họp rà soát",
    "originals": "Văn thư",
    "stands": "In force",
    "remark": "Bảy điều",
    "sources": "Báo Thanh tra",
}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def giv() -> Organisation:
    made = organisation(
        "Thanh tra Chính phủ", code="giv", country=country("VN"), abbreviation="TTCP"
    )
    Organisation.objects.filter(pk=made.pk).update(is_own=True)
    made.refresh_from_db()
    return made


@pytest.fixture
def mic() -> Organisation:
    return organisation("Bộ Nội vụ Nhật Bản", code="mic", country=country("JP"))


def compiled(**asked: Any) -> Register:
    return compile_register(Asked(**{"language": "en"} | asked))


def grouped(register: Register) -> dict[str, list[str]]:
    return {
        group.heading.partition(". ")[2]: [str(entry.text) for entry in group.entries]
        for group in register.groups
    }


def fields(text: Instrument, **asked: Any) -> dict[str, str]:
    register = compiled(**asked)
    (entry,) = [entry for _number, entry in register.numbered if entry.text == text]
    return {field.key: field.text(entry) for field in FIELDS}


def test_every_field_of_the_offices_register_has_its_column(giv, mic):
    older = instrument(giv, mic, name="Trước", signed="2005")
    text = instrument(
        giv,
        mic,
        name="Bản ghi nhớ",
        code="moc",
        name_en="Memorandum",
        name_ja="覚書",
        in_name_of="ministry_or_agency",
        topics=["training", "complaints"],
        signed="2013-04-22",
        place="Tokyo",
        term_months=60,
        renewal="automatic",
        renewal_months=60,
        notice_months=6,
        languages="Tiếng Việt và tiếng Nhật",
        place_of_originals="Văn thư",
        remark="Bảy điều",
    )
    lineage.link_predecessor(text, older, "upgrades", by=writer())
    ledger.bring_into_force(text, by=writer(), on="2013-05-01")
    for hand, title, body in (("Trần Đức Lượng", "Phó Tổng", giv), ("Miyajima", "Cục trưởng", mic)):
        instruments.add_signatory(text, by=writer(), name=hand, title=title, organisation=body)
    tanaka = person("Tanaka", country=country("JP"))
    instruments.add_signatory(text, by=writer(), person=tanaka, role="witness")
    organisations.record_succession(mic, organisation("Bộ mới"), by=writer(), on="2024-03")
    duty("Trao đổi đoàn", about_type="agreements.instrument", about_code="moc", due="2020")
    held("Hội thảo", start="2019-05-03", instruments=[text])
    held("Họp rà soát", start="2020-05-03", instruments=[text], topics=["review_meeting"])
    source(text, document=document("Báo Thanh tra"))

    found = fields(text)

    assert {key: found[key] for key in EXPECTED} == EXPECTED
    assert "due 2020; " in found["duties"]
    assert "late" in found["duties"]
    assert found["gaps"].startswith("Consultation letters, decision or authority to sign")
    assert fields(older)["after"] == "Memorandum (upgrades it)"


def test_who_was_asked_and_what_they_answered_stands_under_consultation(giv, mic):
    mofa = organisation("Bộ Ngoại giao")
    text = instrument(giv, mic, signed=None)
    asked = consultation(mofa, organisation("Bộ Tư pháp"), on=text, letter_number="45/TTCP-HTQT")
    Slip.objects.filter(consultation=asked, organisation=mofa).update(
        answered_on=dt.date(2026, 1, 9), answer="agrees", letter="12/BNG-LPQT"
    )

    lines = fields(text)["consultation"].splitlines()

    assert lines[0].startswith("45/TTCP-HTQT · ")
    assert lines[1:] == [
        "– Bộ Ngoại giao: 12/BNG-LPQT; 9 January 2026; Agrees",
        "– Bộ Tư pháp: no answer yet",
    ]


def test_what_nobody_knows_is_a_gap_and_a_draft_has_none(giv, mic):
    text = instrument(giv, mic, signed="2013")
    draft = instrument(giv, mic)

    gaps = fields(text)["gaps"].lower()

    for name in ("place of signing", "entry into force", "the exact day of signing", "term"):
        assert name in gaps
    assert fields(draft)["gaps"] == ""


def test_the_register_puts_texts_under_how_they_stand(giv, mic):
    instrument(giv, mic, name="Hiệu lực", signed="2013")
    instrument(giv, mic, name="Năm văn kiện", kind="agreement_series", copies=5, signed="2010")
    instrument(giv, mic, name="Hết", signed="2010", term_end="2015")
    instrument(giv, mic, name="Dự thảo")
    instrument(giv, mic, name="Chưa rõ", signed="2010/")
    instrument(mic, name="Của người khác", signed="2010")

    register = compiled()

    assert grouped(register) == {
        "In force": ["Năm văn kiện", "Hiệu lực"],
        "May be in force, a date is not certain": ["Chưa rõ"],
        "Being prepared": ["Dự thảo"],
        "No longer in force": ["Hết"],
    }
    assert register.intro[0].startswith("9 texts in all (in force: 6; ")


def test_the_list_of_a_year_tells_what_happened_in_it(giv, mic):
    instrument(giv, mic, name="Mới", signed="2020-02-17")
    instrument(giv, mic, name="Sau", signed="2021-01-01")
    instrument(giv, mic, name="Còn", signed="2013")
    instrument(giv, mic, name="Hết trong năm", signed="2013", term_end="2020-06-30")
    instrument(giv, mic, name="Hết trước", signed="2013", term_end="2018")
    instrument(giv, mic, name="Dự thảo")

    register = compiled(year=2020)

    assert grouped(register) == {
        "Signed in 2020": ["Mới"],
        "Signed before and in force": ["Còn"],
        "No longer in force since 2020": ["Hết trong năm"],
    }
    assert register.day == dt.date(2020, 12, 31)
    assert register.with_letter


def test_what_came_after_the_year_is_not_in_its_list(giv, mic):
    text = instrument(giv, mic, name="Bản ghi nhớ", signed="2013")
    later = instrument(giv, mic, name="Sau", signed="2022")
    lineage.link_predecessor(later, text, "upgrades", by=writer())
    held("Hội thảo", start="2021-05-03", instruments=[text])

    then, now = fields(text, year=2020), fields(text)

    assert (then["stands"], then["after"], then["acts"], then["done"]) == ("In force", "", "", "")
    assert (now["stands"], now["acts"]) == ("Replaced", "Upgraded 2022")


def test_a_hidden_record_changes_nothing_in_the_paper(giv, mic):
    text = instrument(giv, mic, name="Bản ghi nhớ", signed="2013-04-22", code="moc")
    before = make("xlsx", compiled())
    hidden = organisation("Bí mật", classification=RESTRICTED)

    instrument(giv, mic, name="Kín", signed="2014", classification=RESTRICTED)
    instruments.add_party(text, by=writer(), organisation=hidden)
    instruments.add_signatory(text, by=writer(), name="Ông Kín", organisation=hidden)
    organisations.record_succession(mic, hidden, by=writer(), on="2024-03")
    duty(
        "Việc kín",
        about_type="agreements.instrument",
        about_code="moc",
        classification=RESTRICTED,
    )
    held("Đoàn kín", start="2019-05-03", instruments=[text], classification=RESTRICTED)
    source(text, document=document("Nguồn kín", classification=RESTRICTED))
    later = instrument(giv, mic, name="Sau", signed=None, classification=RESTRICTED)
    lineage.link_predecessor(later, text, "follows", by=writer())

    assert parts(make("xlsx", compiled())) == parts(before)
    assert "Kín" in parts(make("xlsx", compiled(classification=RESTRICTED)))


def parts(book: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(book)) as file:
        return "".join(file.read(n).decode() for n in sorted(file.namelist()) if "core" not in n)


def test_it_asks_no_more_for_three_texts_than_for_one(giv, mic):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            register = compiled()
            make("xlsx", register)
        return len(queries)

    def more(number: int) -> None:
        older = instrument(giv, mic, signed="2010")
        text = instrument(giv, mic, signed="2013", code=f"t{number}", topics=["training"])
        lineage.link_predecessor(text, older, "amends", by=writer())
        instruments.add_signatory(
            text, by=writer(), person=person(f"Người {number}"), organisation=mic
        )
        ledger.inherit_instrument(
            text, by=writer(), on="2015", organisation=organisation(f"Bên {number}")
        )
        duty(about_type="agreements.instrument", about_code=f"t{number}")
        held(start="2019-05-03", instruments=[text])
        source(text, document=document())
        consultation(on=text)

    more(0)
    asked()
    one = asked()
    more(1)
    more(2)

    assert asked() == one


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_word_paper_has_the_texts_and_the_rest_of_the_fields(language, giv, mic):
    instrument(giv, mic, name="Bản ghi nhớ", signed="2013-04-22", place="Tokyo", code="moc")

    content = make("docx", compiled(language=language, year=2013))
    paper = docx.Document(io.BytesIO(content))

    main, rest = paper.tables[1], paper.tables[3]
    assert "Bản ghi nhớ" in main.cell(2, 1).text
    assert "Tokyo" in main.cell(2, 3).text
    assert rest.cell(2, 0).text == "1"
    assert any("TTCP-HTQT" in line.text for line in paper.paragraphs)
    assert paper.sections[0].page_width > paper.sections[0].page_height


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_template_is_the_one_the_script_makes(language, tmp_path):
    out = tmp_path / "t.docx"
    register_template.make(register_template.WORDS[language]).save(str(out))
    with (
        zipfile.ZipFile(out) as new,
        zipfile.ZipFile(OURS / f"register_{language}.docx") as kept,
    ):
        for part in ("word/document.xml", "word/styles.xml"):
            assert new.read(part) == kept.read(part), "run python -m scripts.register_template"


def test_more_texts_than_can_be_read_are_refused_as_word(monkeypatch, giv, mic):
    monkeypatch.setattr("banggiao.agreements.papers.docx.LONGEST", 1)
    for _number in range(2):
        instrument(giv, mic, signed="2013")

    with pytest.raises(Refused) as caught:
        make("docx", compiled())
    assert caught.value.code == "paper_too_long"
    assert make("xlsx", compiled())


# The command


def write(out: Path, *more: str) -> None:
    call_command("register", "instruments", "--out", str(out), *more)


def test_the_command_writes_word_and_excel_and_nothing_to_the_register(tmp_path, giv, mic):
    instrument(giv, mic, name="Bản ghi nhớ", signed="2013")
    before = Event.objects.count()

    write(tmp_path / "r.docx")
    write(tmp_path / "r.xlsx", "--year", "2013", "--lang", "en", "--class", "restricted")

    assert docx.Document(str(tmp_path / "r.docx")).tables
    assert "List of international agreements of 2013" in parts((tmp_path / "r.xlsx").read_bytes())
    assert Event.objects.count() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.docx", "r.xlsx"]


def test_the_command_names_records_up_to_its_class(tmp_path, giv, mic):
    instrument(giv, mic, name="Kín", signed="2013", classification=RESTRICTED)
    out = tmp_path / "r.xlsx"

    write(out)
    assert "Kín" not in parts(out.read_bytes())
    write(out, "--class", "restricted")
    assert "Kín" in parts(out.read_bytes())


@pytest.mark.parametrize(
    ("name", "options", "code"),
    [
        ("r.txt", (), "format_unknown"),
        ("r.json", (), "format_unknown"),
        ("r.docx", ("--year", "1900"), "year_unknown"),
        ("r.docx", ("--year", "2999"), "year_unknown"),
        ("missing/r.docx", (), "out_unwritable"),
    ],
)
def test_the_command_refuses_in_one_sentence(tmp_path, name, options, code):
    with pytest.raises(Refused) as caught:
        write(tmp_path / name, *options)

    assert caught.value.code == code
    assert str(caught.value).count("\n") == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments", [("plans",), ("instruments", "--year", "20"), ("instruments", "--lang", "ja")]
)
def test_what_cannot_be_read_is_a_wrong_call(tmp_path, arguments):
    with pytest.raises(CommandError):
        call_command("register", *arguments, "--out", str(tmp_path / "r.docx"))


@pytest.mark.skipif(pdf.office() is None, reason="LibreOffice is not installed")
def test_the_command_writes_pdf(tmp_path, giv, mic):
    instrument(giv, mic, signed="2013")

    write(tmp_path / "r.pdf")

    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")


def test_the_year_that_runs_is_listed_as_of_today(giv):
    today = timezone.localdate()

    assert compiled(year=today.year).day == today
