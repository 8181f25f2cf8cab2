"""`banggiao report`: what it writes, and what it refuses with one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from banggiao.audit.models import Event
from banggiao.core.errors import Refused
from banggiao.reports.models import Report
from tests.factories.activities import held
from tests.factories.partners import RESTRICTED

pytestmark = pytest.mark.django_db


def write(out: Path, *more: str) -> None:
    call_command("report", "annual", "--out", str(out), *(more or ("--year", "2019")))


def figures(file: Path) -> dict[str, int]:
    return {one["code"]: one["value"] for one in json.loads(file.read_text())["figures"]}


def test_it_writes_json_and_word_of_a_year_and_nothing_to_the_register(tmp_path):
    held("Đoàn vào", start="2019-05-03")
    before = Event.objects.count()

    write(tmp_path / "r.json")
    write(tmp_path / "r.docx")

    assert figures(tmp_path / "r.json")["delegations_in"] == 1
    assert docx.Document(str(tmp_path / "r.docx")).tables
    assert (Event.objects.count(), Report.objects.count()) == (before, 0)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.docx", "r.json"]


def test_it_counts_up_to_the_class_asked_for(tmp_path):
    held("Mở", start="2019-05-03")
    held("Kín", start="2019-05-03", classification=RESTRICTED)
    out = tmp_path / "r.json"

    write(out)
    assert figures(out)["delegations_in"] == 1
    write(out, "--year", "2019", "--class", "restricted")
    assert figures(out)["delegations_in"] == 2


def test_other_periods(tmp_path):
    held("Tháng Mười Hai", start="2018-12-20")
    out = tmp_path / "r.json"

    write(out, "--period", "reporting-year", "--year", "2019")
    content = json.loads(out.read_text())
    assert (content["period"]["from"], content["period"]["to"]) == ("2018-12-15", "2019-12-14")
    assert figures(out)["delegations_in"] == 1
    write(out, "--from", "2018-12-01", "--to", "2018-12-31", "--lang", "en")
    assert figures(out)["delegations_in"] == 1
    assert json.loads(out.read_text())["kind"] == "Report"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--year", "2019", "--from", "2019-01-01", "--to", "2019-02-01"), "period_incomplete"),
        (("--from", "2019-01-01"), "period_incomplete"),
        (("--from", "2019-02-01", "--to", "2019-01-01"), "dates_reversed"),
        (("--period", "year"), "period_missing"),
        (("--period", "decade", "--year", "2019"), "period_unknown"),
        (("--year", "1200"), "year_out_of_range"),
    ],
)
def test_a_wrong_period_is_refused(tmp_path, options, code):
    with pytest.raises(Refused) as caught:
        write(tmp_path / "r.json", *options)
    assert caught.value.code == code
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("options", [("--year", "20"), ("--from", "1.2.2019"), ("--lang", "fr")])
def test_what_cannot_be_read_is_a_wrong_call(tmp_path, options):
    with pytest.raises(CommandError):
        write(tmp_path / "r.json", *options)


def test_where_it_cannot_write(tmp_path):
    for out, code in (
        (tmp_path / "r.odt", "format_unknown"),
        (tmp_path / "r", "format_unknown"),
        (tmp_path / "missing" / "r.docx", "out_unwritable"),
    ):
        with pytest.raises(Refused) as caught:
            write(out)
        assert caught.value.code == code
    folder = tmp_path / "folder.docx"
    folder.mkdir()
    with pytest.raises(Refused, match="is a folder"):
        write(folder)
    with pytest.raises(Refused) as caught:
        call_command("report", "monthly", "--year", "2019", "--out", str(tmp_path / "r.docx"))
    assert caught.value.code == "definition_unknown"
