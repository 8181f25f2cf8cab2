"""Papers: Word, Excel and JSON say the same, figures are links, and the layout is the decree's."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import pytest
from django.conf import settings
from docx.shared import Pt

from banggiao.activities.actions import activities
from banggiao.core.errors import Refused
from banggiao.core.papers import pdf
from banggiao.documents import files
from banggiao.reports.actions import papers as actions
from banggiao.reports.actions.reports import write_section
from banggiao.reports.enums import PaperState
from banggiao.reports.models import Paper
from banggiao.reports.papers.docx import OURS
from banggiao.reports.papers.making import lists_of, make
from banggiao.reports.queries.compiling import cells_of
from banggiao.reports.queries.reports import address_of, compiled_today, fingerprint
from scripts import word_template
from tests.factories.activities import held
from tests.factories.partners import RESTRICTED
from tests.factories.reports import checked, head, issue, report

pytestmark = pytest.mark.django_db
SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def made(record, form: str) -> bytes:
    compiled = compiled_today(record)
    return make(form, compiled.content, lists_of(compiled, address_of(record), form))


def word(record):
    return docx.Document(BytesIO(made(record, "docx")))


def stored(paper: Paper) -> bytes:
    content = files.open_whole(paper.sha256)
    assert content
    with content:
        return content.read()


def links(paper) -> list[tuple[str, str]]:
    """Give text and address of every link, in sentences and in tables."""
    cells = [cell for table in paper.tables for row in table.rows for cell in row.cells]
    paragraphs = [*paper.paragraphs, *(p for cell in cells for p in cell.paragraphs)]
    return [(link.text, link.url) for p in paragraphs for link in p.hyperlinks]


@pytest.fixture
def full():
    for day in range(1, 4):
        held(f"Đoàn vào {day}", start=f"2019-05-0{day}", headcount=day)
    return report(2019)


def test_every_figure_of_the_json_is_a_link_in_the_word_paper_with_its_value(full):
    content = json.loads(made(full, "json"))
    found = links(word(full))
    by_url: dict[str, set[str]] = {}
    for text, url in found:
        by_url.setdefault(url, set()).add(text.replace(".", ""))

    cells = list(cells_of(content))
    assert len(cells) > 60
    for cell in cells:
        assert cell["url"].startswith(settings.BASE_URL)
        assert any(int(text) == cell["value"] for text in by_url[cell["url"]]), cell
    values = {f["code"]: f["value"] for f in content["figures"]}
    assert (values["delegations_in"], values["people_in"]) == (3, 6)


def test_the_value_of_a_figure_is_the_number_of_its_records(full):
    content = json.loads(made(full, "json"))
    for figure in content["figures"]:
        if figure["code"] == "delegations_in":
            assert figure["value"] == len(figure["records"])


def test_the_layout_is_that_of_the_decree(full):
    paper = word(full)
    first = paper.sections[0]

    assert (round(first.page_width.mm), round(first.page_height.mm)) == (210, 297)
    margins = [first.top_margin, first.bottom_margin, first.left_margin, first.right_margin]
    assert [round(m.mm) for m in margins] == [20, 20, 30, 15]
    assert first.different_first_page_header_footer
    assert "PAGE" in first.header._element.xml
    assert "PAGE" not in first.first_page_header._element.xml
    normal = paper.styles["Normal"].font
    assert (normal.name, normal.size) == ("Times New Roman", Pt(14))
    assert round(paper.styles["Body"].paragraph_format.first_line_indent.mm, 1) == 12.7
    head_of_page = [c.text for row in paper.tables[0].rows for c in row.cells]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in head_of_page[1]
    assert "Độc lập - Tự do - Hạnh phúc" in head_of_page[1]
    heads = [t for t in paper.tables if "tblHeader" in t._element.xml]
    assert len(heads) >= 5


def test_what_people_wrote_stands_in_the_paper_and_cannot_break_it(full):
    text = "Dòng <một> & {{ hai }}\n\n{% ba %}"
    write_section(full, by=head(), key="context", text=text, seen=fingerprint(""))
    texts = [p.text for p in word(full).paragraphs]

    assert "Dòng <một> & {{ hai }}" in texts
    assert "{% ba %}" in texts


def sheets(content: bytes) -> dict[str, ET.Element]:
    with zipfile.ZipFile(BytesIO(content)) as book:
        names = [n for n in book.namelist() if n.startswith("xl/worksheets/sheet")]
        return {name: ET.fromstring(book.read(name)) for name in names}


def test_the_excel_file_has_a_sheet_a_table_with_numbers_that_lead_somewhere(full):
    found = sheets(made(full, "xlsx"))

    assert len(found) == 1 + 7 + 1 + 1
    outgoing = found["xl/worksheets/sheet3.xml"]
    cells = {c.get("r"): c for c in outgoing.iter(f"{SPREADSHEET}c")}
    assert cells["C4"].get("t") is None
    assert cells["C4"].findtext(f"{SPREADSHEET}v") == "3"
    linked = {link.get("ref") for link in outgoing.iter(f"{SPREADSHEET}hyperlink")}
    assert "C4" in linked
    assert outgoing.find(f".//{SPREADSHEET}pane") is not None


def test_an_unknown_form_is_refused(full):
    with pytest.raises(Refused, match="docx"):
        made(full, "odt")


@pytest.mark.skipif(pdf.office() is None, reason="LibreOffice is not installed")
def test_the_pdf_is_the_word_paper(full):
    assert made(full, "pdf").startswith(b"%PDF")


def test_without_libreoffice_one_sentence_says_so(full, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(Refused) as caught:
        made(full, "pdf")
    assert caught.value.code == "no_libreoffice"


@pytest.fixture
def own_template():
    folder = Path(settings.DATA_DIR) / "templates_word"
    folder.mkdir()

    def write(line: str) -> None:
        paper = docx.Document(str(OURS / "report_vi.docx"))
        paper.paragraphs[0].insert_paragraph_before(line)
        paper.save(str(folder / "report_vi.docx"))

    yield write
    shutil.rmtree(folder)


def test_an_agency_puts_its_own_template_in_the_place_of_ours(full, own_template):
    own_template("Mẫu riêng của {{ own_abbreviation|default('cơ quan') }}")

    assert word(full).paragraphs[0].text.startswith("Mẫu riêng của")


@pytest.mark.parametrize(
    "line",
    [
        "{{ nothing_of_that_name }}",
        "{% if %}",
        "{{ title.__class__.__mro__ }}",
        "{{ tables.append(1) }}",
        "{% for x in range(999999999) %}{% endfor %}",
    ],
)
def test_a_template_that_asks_for_what_it_may_not_have_is_refused(full, own_template, line):
    own_template(line)
    with pytest.raises(Refused) as caught:
        made(full, "docx")
    assert caught.value.code == "template_wrong"
    assert "report_vi.docx" in str(caught.value)


def test_a_template_that_is_no_word_file_is_refused(full, own_template):
    own_template("x")
    (Path(settings.DATA_DIR) / "templates_word" / "report_vi.docx").write_bytes(b"no zip")
    with pytest.raises(Refused) as caught:
        made(full, "docx")
    assert caught.value.code == "template_wrong"


def test_a_paper_is_made_when_the_question_is_stored(full, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        actions.ask_paper(full, by=head(), form="json")

    [paper] = full.papers.all()
    assert (paper.state, paper.is_final) == (PaperState.READY, False)
    assert json.loads(stored(paper))["definition"] == "annual"


def test_a_paper_that_cannot_be_made_says_why(
    full, own_template, django_capture_on_commit_callbacks
):
    own_template("{% if %}")
    with django_capture_on_commit_callbacks(execute=True):
        actions.ask_paper(full, by=head(), form="docx")

    [paper] = full.papers.all()
    assert paper.state == PaperState.FAILED
    assert "report_vi.docx" in paper.message


def test_a_paper_under_way_is_not_asked_for_twice(full):
    actions.ask_paper(full, by=head(), form="docx")
    with pytest.raises(Refused) as caught:
        actions.ask_paper(full, by=head(), form="docx")
    assert caught.value.code == "paper_under_way"
    with pytest.raises(Refused) as caught:
        actions.ask_paper(full, by=head(), form="odt")
    assert caught.value.code == "format_unknown"
    Paper.objects.update(asked_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    actions.ask_paper(full, by=head(), form="docx")
    assert full.papers.count() == 2


def test_the_papers_of_an_issued_report_say_what_was_sent(django_capture_on_commit_callbacks):
    held("Đã gửi", start="2019-05-03")
    with django_capture_on_commit_callbacks(execute=True):
        sent = issue(checked(2019))
        held("Nhập sau", start="2019-06-01")

    paper = sent.papers.get(format="docx")
    found = docx.Document(BytesIO(stored(paper)))
    text = "\n".join(c.text for t in found.tables for r in t.rows for c in r.cells)
    assert "Đã gửi" in text
    assert "Nhập sau" not in text
    assert all("/reports/" in url for text, url in links(found) if text.isdigit())
    assert "45/BC-TTCP" in text


def test_a_paper_made_later_does_not_name_a_record_whose_class_was_raised():
    visit = held("Sẽ kín", start="2019-05-03", by=head())
    sent = issue(checked(2019))
    activities.change_activity(visit, by=head(), classification=RESTRICTED)

    lists = {one.code: one for one in actions.frozen_lists(sent) if not one.part}

    assert lists["delegations_in"].value == 1
    [record] = lists["delegations_in"].records
    assert (record.code, record.url) == ("", "")
    assert "Sẽ kín" not in str(record)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_templates_are_those_the_script_makes(language):
    out = BytesIO()
    word_template.make(word_template.WORDS[language]).save(out)

    with zipfile.ZipFile(out) as new, zipfile.ZipFile(OURS / f"report_{language}.docx") as kept:
        for part in ("word/document.xml", "word/styles.xml", "word/header1.xml"):
            assert new.read(part) == kept.read(part), "run python -m scripts.word_template"
