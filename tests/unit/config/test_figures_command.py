"""`banggiao figures` on the demo register: what its sources say, and what the register counts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.config.running import banggiao, demo_register, refusal


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return demo_register(tmp_path_factory.mktemp("figures") / "data")


def figures(folder: Path, *arguments: str) -> dict[str, Any]:
    done = banggiao(folder, "figures", "--json", *arguments)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    return answer | {"figures": {one["code"]: one for one in answer["figures"]}}


def test_the_stated_numbers_of_2016_stand_beside_the_count(folder: Path):
    answer = figures(folder, "--year", "2016", "--lang", "en")
    assert answer["period"] == {
        "from": "2016-01-01",
        "to": "2016-12-31",
        "name": "Calendar year 2016",
        "basis": "Calendar year",
    }
    assert answer["class"] == "internal"
    for code, value in (("delegations_out", 6), ("delegations_in", 7)):
        found = answer["figures"][code]
        [stated] = found["stated"]
        assert (stated["value"], stated["basis"], stated["scope"]) == (value, "actual", "giv")
        assert stated["source"]
        assert found["value"] == len(found["records"])
    assert answer["figures"]["bilateral_partners"]["stated"][0]["value"] == 15
    assert answer["figures"]["agreements_with_laos"]["value"] is None


def test_the_planned_numbers_of_2017_are_shown_as_planned(folder: Path):
    answer = figures(folder, "--year", "2017")["figures"]
    for code, value in (("delegations_out", 10), ("delegations_in", 15)):
        [stated] = answer[code]["stated"]
        assert (stated["value"], stated["basis"]) == (value, "plan")


@pytest.mark.parametrize(
    ("year", "event", "unsure"),
    [
        ("2020", "a-2020-fr-online-1", "a-2020-fr-online-2"),
        ("2021", "a-2021-03-17-fr-online", "a-2021-kr-courses"),
    ],
)
def test_online_events_are_listed_and_bare_years_are_uncertain(
    folder: Path, year: str, event: str, unsure: str
):
    found = figures(folder, "--year", year)["figures"]["online_events"]
    listed = {record["id"]: record for record in found["records"]}
    assert {event, unsure} <= listed.keys()
    assert listed[event]["type"] == "activities.activity"
    assert listed[event]["url"].startswith("http://127.0.0.1:8000/activities/")
    uncertain = {one["id"]: one for one in found["uncertain"]}
    assert uncertain[unsure]["date"] == year
    assert uncertain[unsure]["counted"] is True


def test_a_visit_between_others_counts_in_none(folder: Path):
    answer = figures(folder, "--year", "2019")["figures"].values()
    listed = {one["id"] for figure in answer for one in figure["records"] + figure["uncertain"]}
    assert "a-2019-03-th-in" not in listed
    assert listed


def test_a_year_without_records_counts_nothing(folder: Path):
    answer = figures(folder, "--year", "1950", "--figure", "delegations_in")
    assert [one["value"] for one in answer["figures"].values()] == [0]


def test_periods_have_names_and_days(folder: Path):
    named = figures(folder, "--period", "reporting-year", "--year", "2016", "--lang", "ja")
    assert (named["period"]["from"], named["period"]["to"]) == ("2015-12-15", "2016-12-14")
    assert named["period"]["basis"]
    days = ("--from", "2020-02-01", "--to", "2020-03-01", "--class", "public")
    answer = figures(folder, *days)
    assert (answer["period"]["from"], answer["class"]) == ("2020-02-01", "public")


def test_without_json_it_is_a_table(folder: Path):
    done = banggiao(folder, "figures", "--year", "2016", "--lang", "en")
    assert done.returncode == 0
    line = next(one for one in done.stdout.splitlines() if one.startswith("Outgoing delegations "))
    assert line.split()[2] == "0"
    assert "6 (" in line


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((), 1, "--year 2020"),
        (("--year", "20"), 2, "no year"),
        (("--year", "3000"), 1, "from 1945 to 2100"),
        (("--year", "2020", "--period", "fortnight"), 1, "reporting-year"),
        (("--from", "2020-01-01"), 1, "together"),
        (("--from", "2020-13-01", "--to", "2020-12-31"), 2, "no day"),
        (("--from", "2020-12-31", "--to", "2020-01-01"), 1, "earlier day first"),
        (("--year", "2020", "--figure", "x"), 1, "no figure"),
        (("--year", "2020", "--class", "secret"), 2, "secret"),
    ],
)
def test_what_cannot_be_counted_is_said_in_one_sentence(
    folder: Path, arguments: tuple[str, ...], code: int, words: str
):
    assert words in refusal(banggiao(folder, "figures", *arguments, "--json"), code)
