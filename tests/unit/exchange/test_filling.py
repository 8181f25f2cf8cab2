"""One value for all rows of a file that lack it, and taken off again."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from banggiao.core.errors import Refused
from banggiao.exchange.actions.import_rows import (
    correct_cell,
    decide_row,
    fill_missing,
    undo_fill,
)
from banggiao.exchange.actions.reading import read_import
from banggiao.exchange.enums import Decision, ImportState, Kind
from banggiao.exchange.lacking import numbers_in, runs_of
from banggiao.exchange.models import Import
from banggiao.exchange.queries.import_fills import fills_of, lacks_of
from banggiao.exchange.reading.choices import read_choice
from banggiao.exchange.showing import choices_in
from tests.factories import partners
from tests.factories.accounts import make_user
from tests.factories.spreadsheets import LOG, bring, confirm, log, visit, workbook

pytestmark = pytest.mark.django_db
BARE = "SỔ THEO DÕI NĂM 2019"


@pytest.fixture
def laos():
    return partners.organisation("Thanh tra Nhà nước Lào", country=partners.country("LA"))


@pytest.fixture
def officer():
    return make_user("officer", language="vi")


def bare(*rows):
    """Give a log of which nothing says what its rows are."""
    return log(*rows, title=BARE)


def decisions(one):
    return list(one.rows.order_by("number").values_list("decision", flat=True))


def row(one, number):
    return one.rows.get(number=number)


def test_all_rows_that_lack_a_field_get_one_value(laos, officer):
    one = bring(bare(*map(visit, range(1, 5))), officer)
    assert decisions(one) == [Decision.REFUSED] * 4
    assert [(lack.field, lack.rows) for lack in lacks_of(one)] == [("kind", 4)]

    assert fill_missing(one, "kind", " Đoàn ra ", by=officer) == 4

    one.refresh_from_db()
    assert decisions(one) == [Decision.NEW] * 4
    assert row(one, 3).corrections == {"kind": "Đoàn ra"}
    assert row(one, 3).values["kind"]["value"] == "delegation_out"
    assert (one.counts[Decision.NEW], one.counts[Decision.REFUSED]) == (4, 0)
    assert lacks_of(one) == []
    assert [(fill.text, fill.rows) for fill in fills_of(one)] == [("Đoàn ra", 4)]
    assert confirm(one, officer).state == ImportState.DONE


def test_what_is_said_or_typed_or_left_out_stays(laos, officer):
    one = bring(bare(*map(visit, range(1, 6))), officer)
    correct_cell(row(one, 1), "kind", "Đoàn vào", by=officer)
    correct_cell(row(one, 2), "kind", "không rõ", by=officer)
    decide_row(row(one, 3), Decision.LEFT_OUT, by=officer)

    assert [lack.rows for lack in lacks_of(one)] == [2]
    assert fill_missing(one, "kind", "Đoàn ra", by=officer) == 2

    typed = [row(one, number).corrections.get("kind") for number in range(1, 6)]
    assert typed == ["Đoàn vào", "không rõ", None, "Đoàn ra", "Đoàn ra"]
    assert row(one, 3).decision == Decision.LEFT_OUT


def test_words_of_the_file_that_name_nothing_are_not_written_over(laos, officer):
    content = workbook(
        [[BARE], [], [*LOG, "Loại"], [*visit(1), "việc vặt"], [*visit(2), ""], [*visit(3), ""]]
    )
    one = bring(content, officer)

    assert [lack.rows for lack in lacks_of(one)] == [2]
    assert fill_missing(one, "kind", "Đoàn ra", by=officer) == 2
    assert row(one, 1).corrections == {}


def test_one_row_alone_is_corrected_in_its_cell(laos, officer):
    assert lacks_of(bring(bare(visit(1)), officer)) == []


def test_it_is_taken_off_where_it_still_stands(laos, officer):
    one = bring(bare(*map(visit, range(1, 5))), officer)
    correct_cell(row(one, 4), "kind", "Đoàn ra", by=officer)
    fill_missing(one, "kind", "Đoàn ra", by=officer)
    correct_cell(row(one, 1), "kind", "Đoàn vào", by=officer)
    one.refresh_from_db()
    assert [fill.rows for fill in fills_of(one)] == [2]

    assert undo_fill(one, "kind", "Đoàn ra", by=officer) == 2

    one.refresh_from_db()
    assert decisions(one) == ["new", "refused", "refused", "new"]
    assert row(one, 4).corrections == {"kind": "Đoàn ra"}  # typed by itself
    assert fills_of(one) == []
    with pytest.raises(Refused) as refused:
        undo_fill(one, "kind", "Đoàn ra", by=officer)
    assert refused.value.code == "not_filled"


def test_the_way_back_outlives_another_reading(laos, officer):
    one = bring(bare(visit(1), visit(2), visit(3)), officer)
    fill_missing(one, "kind", "Đoàn ra", by=officer)

    Import.objects.filter(pk=one.pk).update(state=ImportState.WAITING)
    read_import(one.code)

    one.refresh_from_db()
    assert decisions(one) == [Decision.NEW] * 3
    assert [fill.rows for fill in fills_of(one)] == [3]
    assert undo_fill(one, "kind", "Đoàn ra", by=officer) == 3


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("password", "x", "field_unknown"),
        ("kind", "  ", "text_missing"),
        ("kind", "x" * 5001, "text_too_long"),
    ],
)
def test_what_cannot_be_filled_in_is_refused(laos, officer, field, text, code):
    one = bring(bare(visit(1), visit(2)), officer)

    with pytest.raises(Refused) as refused:
        fill_missing(one, field, text, by=officer)

    assert refused.value.code == code
    assert row(one, 1).corrections == {}


def test_only_the_importer_fills_in_and_only_before_it_is_written(laos, officer):
    one = bring(bare(visit(1), visit(2)), officer)
    for somebody in (make_user("officer", username="other"), make_user("head")):
        with pytest.raises(PermissionDenied):
            fill_missing(one, "kind", "Đoàn ra", by=somebody)
        with pytest.raises(PermissionDenied):
            undo_fill(one, "kind", "Đoàn ra", by=somebody)
    fill_missing(one, "kind", "Đoàn ra", by=officer)
    confirm(one, officer)

    for act in (fill_missing, undo_fill):
        with pytest.raises(Refused) as refused:
            act(one, "kind", "Đoàn ra", by=officer)
        assert refused.value.code == "not_in_this_state"


def test_more_rows_ask_no_more_questions(laos, officer):
    asked = []
    for rows in (2, 8):
        one = bring(bare(*map(visit, range(1, rows + 1))), officer)
        with CaptureQueriesContext(connection) as queries:
            assert fill_missing(one, "kind", "Đoàn ra", by=officer) == rows
        with CaptureQueriesContext(connection) as back:
            one.refresh_from_db()
            assert undo_fill(one, "kind", "Đoàn ra", by=officer) == rows
        asked.append((len(queries), len(back)))

    assert asked[0] == asked[1]


TABLES = {
    (Kind.ACTIVITIES, "kind"): "activity_kinds",
    (Kind.PLAN, "kind"): "activity_kinds",
    (Kind.INSTRUMENTS, "kind"): "instrument_kinds",
    (Kind.ORGANISATIONS, "kind"): "organisation_kinds",
    (Kind.PLAN, "mode"): "modes",
    (Kind.ACTIVITIES, "funding"): "funding",
}


@pytest.mark.parametrize("language", ["vi", "en", "ja"])
@pytest.mark.parametrize(("kind", "field"), TABLES)
def test_each_choice_that_is_offered_is_read_as_itself(language, kind, field):
    with override(language):
        offered = choices_in(kind, field)

    read = [read_choice(TABLES[kind, field], one) for one in offered]
    assert len({one.value for one in read}) == len(offered) > 1
    assert not any(one.problem for one in read)


def test_numbers_of_rows_are_kept_as_runs():
    assert runs_of({1, 2, 3, 7, 9, 8, 12}) == [[1, 3], [7, 9], [12, 12]]
    assert numbers_in([[1, 3], [7, 9], [12, 12]]) == {1, 2, 3, 7, 8, 9, 12}
    assert runs_of(()) == []
