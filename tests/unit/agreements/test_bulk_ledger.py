"""What a row of an old register says beside the signing, and how an import is taken back."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from banggiao.accounts.bulk import CLEAR, Imported, Outcome, RowsRefused, set_aside_many
from banggiao.agreements.actions import instruments, ledger, lineage, path
from banggiao.agreements.actions.bulk import (
    ActRow,
    InstrumentRow,
    SignatoryRow,
    import_instruments,
)
from banggiao.agreements.models import Course, Instrument, PathStep
from banggiao.agreements.standing import COLUMNS
from banggiao.audit.models import Event
from banggiao.audit.snapshots import snapshot
from banggiao.core.errors import Refused
from banggiao.core.search import find
from banggiao.partners.models import Organisation
from tests.factories.agreements import instrument
from tests.factories.partners import RESTRICTED, officer, organisation, person

pytestmark = pytest.mark.django_db

WHY = "Lấy lại lần nhập tệp so-thoa-thuan.xlsx"


@pytest.fixture(autouse=True)
def world() -> None:
    organisation("Thanh tra Chính phủ", code="giv")
    organisation("MIC", code="mic")
    person("Khách X1", code="guest")


def row(code: str = "", **data: Any) -> InstrumentRow:
    facts: dict[str, Any] = {"kind": "other", "name_vi": f"Văn kiện {code}", "parties": ["giv"]}
    return InstrumentRow(code=code, **facts | data)


def stored(code: str = "a") -> Instrument:
    return Instrument.objects.all().get(code=code)


def run(*rows: InstrumentRow, reason: str = "") -> Imported:
    return import_instruments(rows, by=officer(), reason=reason)


def refused(*rows: InstrumentRow, reason: str = WHY) -> list[tuple[int, str]]:
    events = Event.objects.count()
    with pytest.raises(RowsRefused) as caught:
        run(*rows, reason=reason)
    assert Event.objects.count() == events
    return [(error.row, error.column) for error in caught.value.errors]


def as_it_stands(code: str = "a") -> list[Any]:
    course = Course.objects.get(instrument__code=code)
    days = {name: getattr(course, name) for name in ("is_ours", *COLUMNS)}
    return [snapshot(stored(code)), days]


def without_keys(data: Any) -> Any:
    if isinstance(data, dict):
        return {k: without_keys(v) for k, v in data.items() if k not in {"id", "code"}}
    return [without_keys(one) for one in data] if isinstance(data, list) else data


class TestNumbersAndCodes:
    def test_without_a_code_it_gets_a_readable_one_and_is_always_new(self):
        rows = [row(name_vi="Tuyên bố chung", kind="joint_statement", signed="2005")] * 2

        done = run(*rows, row("own"))

        assert done.codes == ("tuyen-bo-chung", "tuyen-bo-chung-2", "own")
        assert done.outcomes == (Outcome.ADDED,) * 3
        assert run(*rows[:1]).codes == ("tuyen-bo-chung-3",)
        assert stored("tuyen-bo-chung-2").acts.get().code == "tuyen-bo-chung-2-signed"

    def test_a_code_of_an_act_that_is_taken_gets_another_ending(self):
        run(row("a", signed="2005"), row("b"))
        act = stored("a").acts.get()
        type(act).objects.filter(pk=act.pk).update(code="b-signed")

        run(row("b", signed="2006"))

        assert stored("b").acts.get().code == "b-signed-2"

    def test_the_number_of_the_office_is_kept_found_and_emptied(self):
        run(row("a", register_number=" TTQT-05/2005 "), row("b", register_number="TTQT-05/2005"))

        assert stored().register_number == "TTQT-05/2005"
        assert {hit.code for hit in find(officer(), "ttqt-05/2005")} == {"a", "b"}
        run(row("a", register_number=""))
        assert {hit.code for hit in find(officer(), "TTQT-05")} == {"b"}

    def test_the_reason_stands_in_the_log_of_each(self):
        before = Event.objects.order_by("-pk")[0].pk
        old = row("a", signed="2014")
        run(old, row("b", signed="2020", predecessor="a", relation="upgrades"), reason="Sổ cũ")

        events = Event.objects.filter(pk__gt=before)
        assert events.count() == 2
        assert set(events.values_list("reason", flat=True)) == {"Sổ cũ"}


class TestLineage:
    def test_links_are_the_same_as_single_ones(self):
        days = {"a": "2005", "b": "2010-03", "c": "2012", "d": None, "e": "2014"}
        links = [("b", "a", "amends"), ("c", "b", "upgrades"), ("d", "c", "follows")]
        links += [("e", "a", "replaces")]
        rows = [row(code, signed=day) for code, day in days.items()]
        with transaction.atomic():
            run(*rows)
            for newer, older, relation in links:
                lineage.link_predecessor(stored(newer), stored(older), relation, by=officer())
            single = {code: self.of(code) for code in days}
            transaction.set_rollback(True)

        linked = {newer: (older, relation) for newer, older, relation in links}
        named = [
            dataclasses.replace(r, predecessor=linked[r.code][0], relation=linked[r.code][1])
            if r.code in linked
            else r
            for r in rows
        ]
        run(*reversed(named))

        assert {code: self.of(code) for code in days} == single
        assert stored("a").acts.get(kind="amended").code == "a-amended-b"

    def of(self, code: str) -> list[Any]:
        text = snapshot(stored(code))
        text["acts"].sort(key=lambda act: (act["kind"], act["on"]))
        return [without_keys(text), as_it_stands(code)[1]]

    def test_a_link_to_a_text_that_is_there_changes_both(self):
        run(row("a", signed="2014"), row("b", signed="2020"))

        done = run(row("b", predecessor="a", relation="amends", signed="2020"))

        assert (done, done.codes) == (Imported(changed=2), ("b",))
        assert done.outcomes == (Outcome.CHANGED,)
        assert stored("a").acts.filter(kind="amended", by_instrument=stored("b")).exists()
        again = run(row("b", predecessor="a", relation="amends", signed="2020"))
        assert again == Imported(unchanged=1)

    def test_another_relation_writes_the_ledger_anew(self):
        run(row("a", signed="2014"), row("b", signed="2020", predecessor="a", relation="amends"))

        done = run(row("b", predecessor="a", relation="replaces"))

        assert (done, done.outcomes) == (Imported(changed=1), (Outcome.CHANGED,))
        assert stored("a").course.over_kind == "replaced"
        assert stored("a").acts.count() == 2

    def test_a_link_that_cannot_be_is_refused(self):
        run(row("a"), row("b", signed="2010"), row("c", signed="2020", acts=[ActRow(kind="ended")]))
        run(row("d", predecessor="b", relation="follows"))
        after = {"signed": "2022", "relation": "amends"}

        assert refused(row("x", predecessor="a", **after)) == [(1, "predecessor")]
        assert refused(row("x", predecessor="c", **after)) == [(1, "on")]
        assert refused(row("d", predecessor="a", relation="follows")) == [(1, "predecessor")]
        assert refused(row("b", predecessor="d", relation="follows")) == [(1, "predecessor")]
        assert refused(row("b", predecessor="b", relation="follows")) == [(1, "predecessor")]
        early = row("x", predecessor="b", signed="2001", relation="amends")
        assert [number for number, _column in refused(early)] == [1]


class TestLedger:
    def test_acts_of_a_row_do_what_the_single_actions_do(self):
        heir = Organisation.objects.get(code="mic")
        with transaction.atomic():
            text = instruments.add_instrument(
                by=officer(),
                parties=[Organisation.objects.get(code="giv")],
                code="a",
                kind="other",
                name_vi="Văn kiện a",
                term_months=60,
                signed="2005-10-18",
            )
            ledger.bring_into_force(text, by=officer(), on="2005-12")
            ledger.extend_instrument(text, by=officer(), on="2010", until="2015-12-31")
            ledger.amend_instrument(text, by=officer(), on="2012", remark="Công hàm 7")
            ledger.inherit_instrument(text, by=officer(), on="2014", organisation=heir)
            ledger.end_instrument(text, by=officer(), on="2015")
            single = without_keys(as_it_stands())
            transaction.set_rollback(True)

        run(
            row(
                "a",
                term_months=60,
                signed="2005-10-18",
                acts=[
                    ActRow(kind="in_force", on="2005-12"),
                    ActRow(kind="extended", on="2010", until="2015-12-31"),
                    ActRow(kind="amended", on="2012", remark="Công hàm 7"),
                    ActRow(kind="inherited", on="2014", organisation="mic"),
                    ActRow(kind="ended", on="2015"),
                ],
            )
        )

        assert without_keys(as_it_stands()) == single

    def test_a_second_run_leaves_the_acts_as_they_are(self):
        rows = [
            row("a", signed="2005", acts=[ActRow(kind="extended"), ActRow(kind="ended", on="2015")])
        ]
        run(*rows)

        assert run(*rows) == Imported(unchanged=1)
        corrected = row("a", acts=[ActRow(kind="ended", on="2016")])
        assert run(corrected) == Imported(unchanged=1)
        assert run(row("b", signed="2005", acts=[ActRow(kind="extended", on="2010")])).added == 1
        again = row("b", acts=[ActRow(kind="extended", on="2015")])
        assert run(again) == Imported(changed=1)

    @pytest.mark.parametrize(
        "act",
        [
            ActRow(kind="signed", on="2006"),
            ActRow(kind="replaced", on="2006"),
            ActRow(kind="poem", on="2006"),
            ActRow(kind="extended", on="hôm qua"),
            ActRow(kind="ended", on="2004"),
            ActRow(kind="extended", on="2009", until="2009"),
            ActRow(kind="inherited", on="2009", organisation="hidden"),
        ],
        ids=lambda act: f"{act.kind} {act.on} {act.until} {act.organisation}",
    )
    def test_an_act_that_cannot_be_is_refused(self, act):
        organisation("Kín", code="hidden", classification=RESTRICTED)

        assert refused(row("a", signed="2005-10", term_months=60, acts=[act])) == [(1, "acts")]

    def test_what_constraints_forbid_is_said_of_its_row(self):
        acts = [ActRow(kind="amended", on="2009", until="2010")]

        assert [n for n, _column in refused(row("a"), row("b", signed="2005", acts=acts))] == [2]

    def test_an_act_without_a_signing_is_refused(self):
        assert refused(row("a", acts=[ActRow(kind="ended")])) == [(1, "acts")]

    def test_on_a_text_that_is_over_only_what_surely_came_before_is_entered(self):
        run(row("a", signed="2005", acts=[ActRow(kind="ended", on="2015")]))

        assert refused(row("a", acts=[ActRow(kind="extended")])) == [(1, "acts")]
        run(row("a", acts=[ActRow(kind="extended", on="2010")]))

    def test_what_the_path_does_not_allow_yet_is_refused_as_on_the_page(self):
        text = instrument(code="a", in_name_of="ministry_or_agency")
        authority = PathStep.objects.get(code="authorisation")
        path.record_step(
            text,
            authority,
            by=officer(),
            on="2025-03-05",
            why_late="Ghi bổ sung",
            paper_text="12/QĐ",
        )

        with pytest.raises(Refused) as caught, transaction.atomic():
            ledger.sign_instrument(text, by=officer(), on="2025-03-04")
        assert caught.value.code == "signed_before_authority"
        assert refused(row("a", signed="2025-03-04")) == [(1, "signed")]
        run(row("a", signed="2025-03"))

    def test_a_signing_brought_later_tells_the_text_before(self):
        run(row("a", signed="2005"), row("b"))
        lineage.link_predecessor(stored("b"), stored("a"), "replaces", by=officer())

        run(row("b", signed="2010"), reason="Sổ cũ")

        assert stored("a").course.over_kind == "replaced"


class TestDeclared:
    def test_a_status_is_declared_changed_and_withdrawn(self):
        run(row("a", signed="2005", declared_status="in_force", declared_reason="Đang gia hạn"))
        assert (stored().declared_status, stored().declared_reason) == ("in_force", "Đang gia hạn")

        run(InstrumentRow(code="a", declared_status="expired"))
        assert (stored().declared_status, stored().declared_reason) == ("expired", "Đang gia hạn")
        back = InstrumentRow(code="a", declared_status="")
        assert refused(back, reason="") == [(1, "declared_status")]
        run(back, reason=WHY)
        assert (stored().declared_status, stored().declared_reason) == ("", "")

    def test_it_asks_for_a_reason_and_a_status_of_the_list(self):
        assert refused(
            row("a", declared_status="expired"),
            row("b", declared_status="gone", declared_reason="Sổ cũ"),
        ) == [(1, "declared_reason"), (2, "declared_status")]


class TestTakingBack:
    def test_parts_that_an_import_added_go_with_one_event(self):
        run(row("a", remark="Cũ"))
        before = as_it_stands()
        run(
            row(
                "a",
                remark="Mới",
                parties=["giv", "mic"],
                topics=["training"],
                signatories=[SignatoryRow(person="guest")],
                signed="2005",
                acts=[ActRow(kind="ended", on="2010")],
            )
        )
        assert stored().course.is_signed
        sets = ("signatories", "topics", "acts")
        new = {name: [part.pk for part in getattr(stored(), name).all()] for name in sets}
        new["parties"] = [stored().parties.get(organisation__code="mic").pk]
        assert all(new.values())
        events = Event.objects.count()

        run(InstrumentRow(code="a", remark="Cũ", without=new), reason=WHY)

        assert as_it_stands() == before
        assert Event.objects.count() == events + 1

    def test_what_cannot_go_is_refused(self):
        organisation("Kín", code="hidden", classification=RESTRICTED)
        run(row("a", signed="2005", acts=[ActRow(kind="ended", on="2010")]))
        run(row("b", signed="2001"), row("c", signed="2005", predecessor="b", relation="amends"))
        instruments.add_party(
            stored("b"),
            by=officer(RESTRICTED),
            organisation=Organisation.objects.get(code="hidden"),
        )
        only = stored("a").parties.get().pk
        signing = stored("a").acts.get(kind="signed").pk
        amended = stored("b").acts.get(kind="amended").pk
        hidden = stored("b").parties.get(organisation__code="hidden").pk

        def without(code: str, **keys: list[int]) -> InstrumentRow:
            return InstrumentRow(code=code, without=keys)

        assert refused(without("a", parties=[only])) == [(1, "parties")]
        assert refused(without("a", acts=[signing])) == [(1, "acts")]
        assert refused(without("b", acts=[amended])) == [(1, "acts")]
        assert refused(without("b", parties=[hidden])) == [(1, "parties")]
        assert refused(without("b", path=[1])) == [(1, "path")]
        assert refused(without("a", acts=[amended])) == [(1, "acts")]

    def test_a_signing_that_goes_frees_the_text_before(self):
        run(row("a", signed="2001"), row("b", predecessor="a", relation="replaces"))
        run(row("b", signed="2005"))
        assert stored("a").course.over_kind == "replaced"
        signing = stored("b").acts.get().pk

        run(InstrumentRow(code="b", without={"acts": [signing]}), reason=WHY)

        assert stored("a").course.over_kind == ""

    def test_new_texts_are_parted_from_old_ones_and_leave(self):
        run(row("a", signed="2001"))
        before = as_it_stands()
        done = run(row("", name_vi="Sau", signed="2005", predecessor="a", relation="replaces"))
        leaving = [("agreements.instrument", code) for code in done.codes]

        parted = InstrumentRow(code=done.codes[0], predecessor="")
        assert refused(parted, reason="") == [(1, "reason")]
        assert run(parted, reason=WHY) == Imported(changed=1)
        assert set_aside_many(leaving, by=officer(), reason=WHY) == 1

        assert as_it_stands() == before
        assert run(InstrumentRow(code="a", predecessor="")) == Imported(unchanged=1)

    def test_every_column_can_be_emptied_again(self):
        run(row("a", name_en="Text"))
        filled: dict[str, Any] = {
            "register_number": "TTQT-05/2005",
            "name_ja": "覚書",
            "name_native": "Absichtserklärung",
            "in_name_of": "state",
            "languages": "Việt, Nhật",
            "place_of_originals": "Lưu trữ",
            "term_start": "2005",
            "renewal": "automatic",
            "renewal_months": 12,
            "notice_months": 6,
            "remark": "Ghi chú",
            "declared_status": "in_force",
            "declared_reason": "Sổ cũ",
        }
        term = {"term_end": "2010"}
        months = {"term_months": 60}
        names = {field.name for field in dataclasses.fields(InstrumentRow)}
        parts = {"parties", "topics", "signatories", "signed", "place", "acts", "without"}
        links = {"predecessor", "relation"}
        given = {"code", "kind", "name_vi", "name_en", "copies", "classification"}
        assert {*filled, *term, *months} == names - parts - links - given
        before = as_it_stands()

        for values in (filled, term, months):
            run(InstrumentRow(code="a", **values))
            assert as_it_stands() != before
            empty = {n: CLEAR if type(v) is int else "" for n, v in values.items()}
            run(InstrumentRow(code="a", **empty), reason=WHY)
            assert as_it_stands() == before


def test_the_number_of_questions_does_not_grow_with_the_rows():
    def asked(call: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as queries:
            call()
        return len(queries)

    def rows(start: int, number: int) -> list[InstrumentRow]:
        acts = [ActRow(kind="in_force", on="2006"), ActRow(kind="ended", on="2010")]
        names = (f"Văn kiện {n}" for n in range(start, start + number))
        return [row(name_vi=name, signed="2005", acts=acts) for name in names]

    few = asked(lambda: run(*rows(100, 3)))
    many = asked(lambda: run(*rows(200, 30)))
    assert many == few

    def linked(start: int, number: int) -> list[InstrumentRow]:
        said: dict[str, Any] = {"signed": "2009", "relation": "amends"}
        older = (f"van-kien-{n}" for n in range(start, start + number))
        return [row(f"l-{code}", predecessor=code, **said) for code in older]

    few = asked(lambda: run(*linked(100, 3)))
    many = asked(lambda: run(*linked(200, 30)))
    assert many == few
