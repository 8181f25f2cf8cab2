"""The negotiation table: what each action writes, what it refuses, and that nothing is lost."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from banggiao.accounts.records import set_aside
from banggiao.agreements.actions import items, negotiation, remarks, rounds
from banggiao.agreements.enums import ItemState
from banggiao.agreements.models import Wording
from banggiao.agreements.queries import negotiation as queries
from banggiao.agreements.texts.wordings import fingerprint
from banggiao.audit.models import Event
from banggiao.core.errors import Refused, Stale
from tests.factories.accounts import make_user
from tests.factories.agreements import instrument
from tests.factories.negotiation import clause, draft, negotiator, table

pytestmark = pytest.mark.django_db


def say(item, body, side="theirs", language="vi", **data):
    return items.propose_wording(
        item, by=negotiator(), side=side, language=language, body=body, **data
    )


def letter(of, **data):
    return rounds.add_round(of, by=negotiator(), by_letter=True, on="2026-03-01", **data)


def left(of):
    return queries.stages_of(of, negotiator()).left


def agree_all(of):
    for item in of.items.all():
        items.accept_wording(item, by=negotiator(), side="ours")


def test_a_draft_of_ours_is_laid_out_as_our_words_in_each_language():
    one = table(articles=3, languages=("vi", "en", "ja"))

    assert [str(item) for item in one.items.order_by("order")] == [
        "Điều 1. Mục 1",
        "Điều 2. Mục 2",
        "Điều 3. Mục 3",
    ]
    first = clause(one)
    assert {(w.side, w.language) for w in first.wordings.all()} == {
        ("ours", "vi"),
        ("ours", "en"),
        ("ours", "ja"),
    }
    assert queries.last_words(first, "ours", "en").body == (
        "Matter 1\nThe parties exchange information on matter 1."
    )
    assert left(one) == 3
    assert Event.objects.filter(action="agreements.item_added").count() == 3
    assert Event.objects.filter(action="agreements.negotiation_opened").count() == 1


@pytest.mark.parametrize(
    ("kind", "side", "open_ones"),
    [
        ("ours", "ours", 3),
        ("theirs", "theirs", 3),
        ("agreed", "agreed", 0),
        ("signed", "agreed", 0),
    ],
)
def test_a_table_begins_as_the_version_is(kind, side, open_ones):
    one = table(kind=kind)

    assert set(Wording.objects.values_list("side", flat=True)) == {side}
    assert left(one) == open_ones


def test_opening_is_refused():
    one = table()
    by = negotiator()
    with pytest.raises(Refused) as twice:
        negotiation.open_negotiation(one.instrument, by=by, base=one.base, language="vi")
    other = draft()
    with pytest.raises(Refused) as foreign:
        negotiation.open_negotiation(one.instrument, by=by, base=other, language="vi")
    with pytest.raises(Refused) as tongue:
        negotiation.open_negotiation(other.instrument, by=by, base=other, language="ja")
    with pytest.raises(PermissionDenied):
        negotiation.open_negotiation(
            other.instrument, by=make_user("contributor"), base=other, language="vi"
        )

    codes = [error.value.code for error in (twice, foreign, tongue)]
    assert codes == ["open_already", "foreign_version", "language_not_on_table"]


def test_a_table_has_no_lower_class_than_its_text():
    text = instrument(by=negotiator(), classification=2)

    one = table(text)

    assert one.classification == clause(one).classification == 2


def test_words_of_a_side_come_after_those_before_and_stay():
    item = clause()
    say(item, "Một")
    say(item, "Hai")

    assert [w.body for w in item.wordings.filter(side="theirs").order_by("number")] == [
        "Một",
        "Hai",
    ]
    assert queries.last_words(item, "theirs", "vi").body == "Hai"
    event = Event.objects.filter(action="agreements.wording_proposed").latest("pk")
    assert (event.object_code, event.about_code) == (item.code, item.negotiation.code)


def test_words_over_other_words_are_stale_and_stand_when_sent_again():
    item = clause()
    seen = fingerprint(None)
    say(item, "Của người thứ nhất", seen=seen)

    with pytest.raises(Stale) as stale:
        say(item, "Của người thứ hai", seen=seen)
    say(item, "Của người thứ hai", seen=fingerprint(stale.value.current.body))

    assert [w.body for w in item.wordings.filter(side="theirs").order_by("number")] == [
        "Của người thứ nhất",
        "Của người thứ hai",
    ]


def test_other_words_open_an_agreed_clause_again_and_a_draft_of_ours_does_not():
    item = clause()
    items.accept_wording(item, by=negotiator(), side="ours")
    say(item, "Nháp nội bộ", side="ours", is_shown=False)
    item.refresh_from_db()
    assert item.stage == ItemState.AGREED

    say(item, "Ý mới của bạn")
    item.refresh_from_db()
    assert item.stage == ItemState.OPEN


def test_a_proposal_is_refused():
    item = clause()
    other = letter(table())
    cases = {
        "words_missing": lambda: say(item, "  "),
        "side_unknown": lambda: say(item, "A", side="agreed"),
        "language_not_on_table": lambda: say(item, "A", language="ja"),
        "foreign_round": lambda: say(item, "A", in_round=other),
        "same_words": lambda: say(item, queries.last_words(item, "ours", "vi").body, side="ours"),
        "stage_unknown": lambda: items.set_stage(item, by=negotiator(), stage="lost"),
        "nothing_agreed": lambda: items.set_stage(item, by=negotiator(), stage="agreed"),
        "stage_changed": lambda: items.set_stage(
            item, by=negotiator(), stage="deferred", was="bracketed"
        ),
        "nothing_proposed": lambda: items.accept_wording(item, by=negotiator(), side="theirs"),
    }
    for code, case in cases.items():
        with pytest.raises(Refused) as refused:
            case()
        assert refused.value.code == code
    assert item.wordings.count() == 2
    with pytest.raises(PermissionDenied):
        items.propose_wording(item, by=make_user("clerk"), side="theirs", language="vi", body="A")


def test_a_draft_of_ours_cannot_be_accepted():
    item = clause()
    say(item, "Nháp nội bộ", side="ours", is_shown=False)

    items.accept_wording(item, by=negotiator(), side="ours")

    assert queries.last_words(item, "agreed", "vi").body.startswith("Mục 1")


def test_agreeing_says_who_and_in_which_round():
    item = clause()
    one = letter(item.negotiation)
    say(item, "Lời của bạn", in_round=one)

    items.accept_wording(item, by=negotiator(), side="theirs", in_round=one)

    item.refresh_from_db()
    assert (item.stage, item.stage_round, item.stage_by) == ("agreed", one, negotiator())
    assert queries.last_words(item, "agreed", "vi").body == "Lời của bạn"


def test_a_clause_is_put_in_between_without_moving_the_others():
    one = table()
    first = clause(one)
    added = [
        items.add_clause(
            one, by=negotiator(), after=first, side="theirs", language="vi", body=f"Mới {n}"
        )
        for n in range(20)
    ]

    names = [item.pk for item in one.items.order_by("order")]
    assert names == [
        first.pk,
        *(item.pk for item in reversed(added)),
        clause(one, 22).pk,
        clause(one, 23).pk,
    ]
    assert left(one) == 23
    with pytest.raises(Refused) as refused:
        items.add_clause(one, by=negotiator(), after=clause(), side="ours", language="vi", body="A")
    assert refused.value.code == "foreign_clause"


def test_a_part_of_a_clause_becomes_one_of_its_own():
    one = table()
    new = items.split_clause(
        clause(one),
        by=negotiator(),
        side="ours",
        language="vi",
        stays="Mục 1\nPhần ở lại",
        goes="Phần tách ra",
        printed="Điều 1a.",
    )

    assert clause(one, 2) == new
    assert queries.last_words(clause(one), "ours", "vi").body == "Mục 1\nPhần ở lại"
    assert queries.last_words(new, "ours", "vi").body == "Phần tách ra"


def test_what_is_agreed_becomes_the_next_version_with_the_same_clauses():
    one = table(languages=("vi", "en"))
    by = negotiator()
    agree_all(one)
    items.agree_words(clause(one), by=by, texts={"vi": "Tên mới\nLời mới", "en": "New\nWords"})
    items.strike_clause(clause(one, 2), by=by, side="theirs")
    items.accept_wording(clause(one, 2), by=by, side="theirs")
    new = items.add_clause(
        one,
        by=by,
        after=clause(one, 3),
        side="ours",
        language="vi",
        heading="Hiệu lực",
        printed="Điều 4.",
        body="Có hiệu lực từ ngày ký.",
    )
    say(new, "Entry into force\nIn force from signature.", side="ours", language="en")
    items.accept_wording(new, by=by, side="ours")

    version = negotiation.conclude_negotiation(one, by=by, name="Bản thống nhất")

    one.refresh_from_db()
    assert one.is_closed
    assert one.outcome == version
    for language, words in (
        ("vi", [("Tên mới", "Lời mới"), ("Mục 3", "mục 3."), ("Hiệu lực", "ngày ký.")]),
        ("en", [("New", "Words"), ("Matter 3", "matter 3."), ("Entry into force", "signature.")]),
    ):
        rows = version.texts.get(language=language).clauses.order_by("order")
        assert [row.heading for row in rows] == [heading for heading, _text in words]
        assert all(row.body.endswith(text) for row, (_h, text) in zip(rows, words, strict=True))
        assert [row.wid for row in rows] == [
            item.wid for item in (clause(one), clause(one, 3), clause(one, 4))
        ]


def test_concluding_is_refused_while_something_is_left():
    one = table()
    by = negotiator()
    with pytest.raises(Refused) as open_ones:
        negotiation.conclude_negotiation(one, by=by, name="A")
    agree_all(one)
    items.agree_words(clause(one), by=by, texts={"vi": "Chỉ tiếng Việt"})
    items.add_clause(one, by=by, side="ours", language="vi", body="Mới")
    items.accept_wording(clause(one), by=by, side="ours")
    with pytest.raises(Refused) as language:
        negotiation.conclude_negotiation(one, by=by, name="A")

    assert open_ones.value.code == "clauses_open"
    assert language.value.code == "words_missing_in_language"


def test_a_closed_table_takes_nothing_more():
    one = table()
    item = clause(one)
    with pytest.raises(Refused) as why:
        negotiation.break_off_negotiation(one, by=negotiator(), reason=" ")
    negotiation.break_off_negotiation(one, by=negotiator(), reason="Bạn dừng")

    for case in (
        lambda: say(item, "A"),
        lambda: items.strike_clause(item, by=negotiator(), side="ours"),
        lambda: remarks.add_remark(item, by=negotiator(), words="A"),
        lambda: letter(one),
        lambda: items.add_clause(one, by=negotiator(), side="ours", language="vi", body="A"),
        lambda: negotiation.conclude_negotiation(one, by=negotiator(), name="A"),
    ):
        with pytest.raises(Refused) as refused:
            case()
        assert refused.value.code == "negotiation_closed"
    assert why.value.code == "reason_missing"
    assert table(base=one.base).items.count() == 3


def test_a_clause_set_aside_is_neither_counted_nor_written():
    one = table()
    set_aside(clause(one), by=negotiator(), reason="Nhầm")

    assert queries.stages_of(one, negotiator()).total == 2
    with pytest.raises(Refused) as refused:
        say(one.items.order_by("order")[0], "A")
    assert refused.value.code == "clause_set_aside"


def test_a_round_is_a_meeting_or_letters():
    one = table()
    by = negotiator()
    with pytest.raises(ValidationError) as neither:
        rounds.add_round(one, by=by, on="2026-03")
    with pytest.raises(Refused) as unknown:
        rounds.add_round(one, by=by, on="2026-03", meeting="nowhere")
    by_letter = letter(one)
    rounds.change_round(by_letter, by=by, place="Hà Nội")
    seat = rounds.add_seat(by_letter, by=by, side="theirs", name="Yamada B1")
    rounds.remove_seat(seat, by=by, reason="Nhầm")
    say(clause(one), "A", in_round=by_letter)
    with pytest.raises(Refused) as used:
        rounds.remove_round(by_letter, by=by, reason="Nhầm")
    rounds.remove_round(letter(one), by=by, reason="Nhầm")

    assert "meeting_missing" in str(neither.value.error_dict["__all__"][0].code)
    assert (unknown.value.code, used.value.code) == ("meeting_unknown", "round_in_use")
    assert one.rounds.count() == 1
    actions = set(Event.objects.values_list("action", flat=True))
    assert {
        "agreements.round_added",
        "agreements.round_changed",
        "agreements.round_removed",
        "agreements.seat_added",
        "agreements.seat_removed",
    } <= actions


def test_the_rows_of_a_page_are_read_in_the_same_few_questions():
    counts = []
    for articles in (2, 40):
        one = table(articles=articles)
        for item in one.items.all()[:2]:
            say(item, "Bạn đề nghị")
        found = list(queries.items_on(one, negotiator()))
        with CaptureQueriesContext(connection) as captured:
            rows = queries.rows_of(found, "vi", negotiator())
        counts.append(len(captured))
        assert len(rows) == articles
    assert counts[0] == counts[1]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["propose", "accept", "agree", "stage", "strike", "draft"]),
        st.integers(1, 3),
        st.sampled_from(["ours", "theirs"]),
        st.sampled_from(ItemState.values),
        st.text("abc đ條。", min_size=1, max_size=8),
    ),
    max_size=12,
)


class Whatever(TestCase):
    """Whatever is done in whatever order, counts add up and no wording is lost."""

    @settings(max_examples=15, deadline=None)
    @given(STEPS)
    def test_counts_add_up_and_no_wording_is_lost(self, steps):
        one, by = table(), negotiator()
        said: set[tuple[int, int, str]] = set()
        for act, number, side, stage, words in steps:
            item = clause(one, number)
            try:
                if act in {"propose", "draft"}:
                    shown = act == "propose" or side == "theirs"
                    say(item, words, side=side, is_shown=shown)
                elif act == "accept":
                    items.accept_wording(item, by=by, side=side)
                elif act == "agree":
                    items.agree_words(item, by=by, texts={"vi": words})
                elif act == "strike":
                    items.strike_clause(item, by=by, side=side)
                else:
                    items.set_stage(item, by=by, stage=stage)
            except Refused:
                pass
            now = set(Wording.objects.values_list("item", "number", "body"))
            assert said <= now
            said = now
            stages = queries.stages_of(one, by)
            assert sum(stages.counts.values()) == stages.total == one.items.count() == 3
            assert stages.left + stages.agreed == stages.total
