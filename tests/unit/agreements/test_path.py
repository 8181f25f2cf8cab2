"""The path of a text: steps done, skipped, returned, and how they stand with the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banggiao.accounts.enums import Role
from banggiao.agreements.actions import ledger, path, path_rules
from banggiao.agreements.actions.place import keep_all_places
from banggiao.agreements.enums import ActKind, Outcome
from banggiao.agreements.models import Act, Instrument, PathEntry, PathPlace, PathStep
from banggiao.agreements.path import At, walk
from banggiao.agreements.queries.path import (
    due_of,
    path_of,
    steps_behind,
    stop_lines,
    waiting_on_path,
)
from banggiao.agreements.standing import derive
from banggiao.audit.models import Event
from banggiao.core.dates import PartialDate
from banggiao.core.errors import Refused, Stale
from tests.factories.agreements import instrument
from tests.factories.documents import document
from tests.factories.partners import RESTRICTED, officer, writer

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 6, 1)
WAY = ("principle", "drafting", "consultation", "legal-check", "authorisation")
LATE = "Văn bản cũ, hồ sơ giấy"


def code_of(call: Callable[[], object]) -> str:
    """Give the code an action refuses with; nothing may have been written."""
    events = Event.objects.count()
    with pytest.raises(Refused) as caught:
        call()
    assert Event.objects.count() == events
    return str(caught.value.code)


def draft(**data: Any) -> Instrument:
    return instrument(in_name_of="ministry_or_agency", **data)


def step(code: str) -> PathStep:
    return PathStep.objects.get(code=code)


def do(text: Instrument, code: str, on: str = "2025-03-01", **data: Any) -> PathEntry:
    facts: dict[str, Any] = {"on": on, "paper_text": f"1/{code}"} | data
    return path.record_step(text, step(code), by=writer(), **facts)


def walked(until: str, **data: Any) -> Instrument:
    """Give a text that went its way up to a step, day by day in March 2025."""
    text = draft(**data)
    for day, code in enumerate(WAY[: WAY.index(until) + 1], 1):
        do(text, code, f"2025-03-{day:02}")
    return text


def states(text: Instrument) -> dict[str, At]:
    return {stop.step.code: stop.at for stop in path_of(fresh(text)).stops}


def fresh(text: Instrument) -> Instrument:
    return Instrument.objects.all().get(pk=text.pk)


def now(text: Instrument) -> str:
    place = PathPlace.objects.select_related("step").filter(instrument=text).first()
    return place.step.code if place and place.step else ""


def test_a_text_goes_its_way_from_idea_to_force_and_each_step_is_one_event():
    text = draft()
    path.skip_step(text, step("idea"), by=writer(), reason="Theo chương trình năm")
    for day, code in enumerate(WAY, 1):
        do(text, code, f"2025-03-{day:02}")
        assert Event.objects.latest("pk").action == "agreements.step_done"
    assert now(text) == "signed"

    ledger.sign_instrument(text, by=writer(), on="2025-04-01")
    assert now(text) == "reported"
    do(text, "reported", "2025-04-10")

    assert states(text) == {
        "idea": At.SKIPPED,
        **dict.fromkeys(WAY, At.DONE),
        "signed": At.DONE,
        "reported": At.DONE,
        "in-force": At.DONE,
        "review": At.CURRENT,
        "over": At.TO_COME,
    }
    assert now(text) == "review"
    ledger.end_instrument(text, by=writer(), on="2025-12-01")
    assert states(text)["over"] == At.DONE
    assert states(text)["review"] == At.NOT_RECORDED
    assert now(text) == ""


def test_the_report_is_due_by_the_rule_from_the_signing_on():
    text = walked("authorisation")
    assert PathPlace.objects.get(instrument=text).due is None

    ledger.sign_instrument(text, by=writer(), on="2025-04-01")

    due = due_of(path_of(text))
    assert due is not None
    assert (due.start, due.day) == (dt.date(2025, 4, 1), dt.date(2025, 4, 16))
    assert PathPlace.objects.get(instrument=text).due == due.day
    signing = Act.objects.get(instrument=text, kind=ActKind.SIGNED)
    ledger.correct_act(signing, by=writer(), on="2025-04")
    assert due_of(path_of(text)) is None, "a day known in part begins no deadline"
    path_rules.change_path_step(step("reported"), by=writer(), reason="A", deadline="other")
    ledger.correct_act(signing, by=writer(), on="2025-04-01")
    assert due_of(path_of(text)) is None, "no rule of that matter is in force"
    with pytest.raises(ValidationError):
        path_rules.change_path_step(step("reported"), by=writer(), reason="A", deadline="song")


def test_a_text_without_entries_has_no_place_and_reads_its_ledger():
    old = instrument(signed="2013-04-22")

    assert now(old) == ""
    assert not PathPlace.objects.filter(instrument=old).exists()
    assert states(old)["signed"] == At.DONE
    assert "consultation-2007" in states(old)
    assert "reported" not in states(old), "the rule did not hold yet"
    assert path_of(old).current is None
    assert states(draft())["idea"] == At.CURRENT


def test_the_steps_depend_on_the_name_it_is_signed_in_and_on_the_kind():
    assert "prime-minister" in states(instrument(in_name_of="government"))
    assert "prime-minister" not in states(draft())
    path_rules.change_path_step(
        step("reported"), by=writer(), reason="Chỉ bản ghi nhớ", kinds=["memorandum_of_cooperation"]
    )
    assert "reported" in states(draft())
    assert "reported" not in states(draft(kind="declaration"))


def test_a_step_before_the_one_it_needs_names_step_and_basis():
    text = walked("drafting")

    with pytest.raises(Refused) as caught:
        do(text, "legal-check")

    assert caught.value.code == "step_missing"
    assert str(step("consultation")) in str(caught.value.message)
    assert "70/2020/QH14" in str(caught.value.message)


def test_an_old_text_is_recorded_after_the_fact_with_gaps_and_days_in_part():
    old = instrument(signed="2013-04-22", in_name_of="ministry_or_agency")

    do(old, "authorisation", "2013-04", paper_text="", why_late=LATE)
    do(old, "principle", "", why_late=LATE)

    assert states(old)["drafting"] == At.NOT_RECORDED
    assert states(old)["authorisation"] == At.DONE
    assert now(old) == "review"
    assert not PathPlace.objects.get(instrument=old).is_live
    assert not waiting_on_path(writer()).exists()


@pytest.mark.parametrize(
    ("code", "data", "refused"),
    [
        ("principle", {"on": ""}, "day_missing"),
        ("principle", {"on": "2025-03"}, "day_missing"),
        ("principle", {"on": "2999-01-01"}, "day_in_future"),
        ("principle", {"on": "2999", "why_late": LATE}, "day_in_future"),
        ("principle", {"paper_text": ""}, "paper_missing"),
        ("prime-minister", {}, "step_not_here"),
        ("signed", {}, "read_from_ledger"),
    ],
)
def test_what_a_step_lacks_is_refused(code, data, refused):
    text = draft()
    assert code_of(lambda: do(text, code, **data)) == refused


def test_a_step_is_entered_once_and_a_review_several_times():
    text = walked("principle")
    assert code_of(lambda: do(text, "principle")) == "step_twice"

    old = instrument(signed="2022-01-01")
    do(old, "review", "2023-01-05")
    do(old, "review", "2024-01-05")
    stop = path_of(old).at("review")
    assert stop is not None
    assert stop.entry is not None
    assert stop.entry.number == 2
    assert len(stop.past) == 1


def test_a_paper_of_the_register_shows_a_step_and_a_hidden_one_leaves_no_name():
    secret = document("Giấy ủy quyền mật", classification=RESTRICTED)
    text = walked("legal-check")
    do(text, "authorisation", "2025-03-09", paper=secret, paper_text="")

    def told(user: Any) -> Any:
        lines = stop_lines(path_of(text), user)
        return next(x.told for x in lines if x.stop.step.code == "authorisation")

    assert told(writer()).paper == secret
    assert told(officer()).paper is None
    with pytest.raises(PermissionDenied):
        path.record_step(draft(), step("principle"), by=officer(), on="2025-03-01", paper=secret)


def test_a_signing_before_the_authority_is_refused_at_both_ends():
    text = walked("authorisation")  # authorised on 5 March
    with pytest.raises(Refused) as caught:
        ledger.sign_instrument(text, by=writer(), on="2025-03-04")
    assert caught.value.code == "signed_before_authority"
    assert str(step("authorisation")) in str(caught.value.message)
    ledger.sign_instrument(text, by=writer(), on="2025-03")
    signing = Act.objects.get(instrument=text, kind=ActKind.SIGNED)
    assert code_of(lambda: ledger.correct_act(signing, by=writer(), on="2025-03-01")) == (
        "signed_before_authority"
    )

    old = instrument(signed="2013-04-22")
    for late in ("2013-05-01", "2014"):
        call = lambda on=late: do(old, "authorisation", on, why_late=LATE)  # noqa: E731  # the call that is refused
        assert code_of(call) == "signed_before_authority"
    do(old, "authorisation", "2013", why_late=LATE)
    entry = PathEntry.objects.get(instrument=old)
    call = lambda: path.correct_step(entry, by=writer(), reason="A", on="2013-06")  # noqa: E731  # the call that is refused
    assert code_of(call) == "signed_before_authority"


def test_signing_while_the_path_is_under_way_needs_the_authority():
    text = walked("legal-check")
    call = lambda: ledger.sign_instrument(text, by=writer(), on="2025-05-01")  # noqa: E731  # the call that is refused
    assert code_of(call) == "step_missing"

    path.skip_step(text, step("authorisation"), by=writer(), reason="Tổng Thanh tra trực tiếp ký")
    ledger.sign_instrument(text, by=writer(), on="2025-05-01")
    assert states(text)["authorisation"] == At.SKIPPED


def test_a_day_before_that_of_the_needed_step_is_refused():
    text = walked("drafting")  # drafted on 2 March
    assert code_of(lambda: do(text, "consultation", "2025-03-01")) == "step_order"
    do(text, "consultation", "2025-03-01", why_late=LATE)


def test_a_text_comes_back_with_comments_and_both_stay():
    text = walked("legal-check")
    entry = path.return_text(
        text, step("drafting"), by=writer(), on="2025-03-20", remark="Điều 5 chưa rõ"
    )

    assert entry.step.code == "authorisation"
    assert Event.objects.latest("pk").action == "agreements.text_returned"
    assert states(text)["drafting"] == At.RETURNED
    assert states(text)["principle"] == At.DONE
    assert states(text)["legal-check"] == At.TO_COME
    place = PathPlace.objects.get(instrument=text)
    assert (place.step, place.is_returned, place.is_live) == (step("drafting"), True, True)
    assert list(waiting_on_path(writer())) == [text]
    stop = path_of(text).at("legal-check")
    assert stop is not None
    assert [one.paper_text for one in stop.past] == ["1/legal-check"]

    do(text, "drafting", "2025-03-25")
    assert states(text)["drafting"] == At.DONE
    assert now(text) == "consultation"
    assert not PathPlace.objects.get(instrument=text).is_returned
    assert PathEntry.objects.filter(instrument=text).count() == 6


def test_what_is_no_way_back_is_refused():
    text = walked("drafting")

    def back(code: str, remark: str = "Chưa đạt", on: str = "2025-04-01") -> str:
        return code_of(
            lambda: path.return_text(text, step(code), by=writer(), on=on, remark=remark)
        )

    assert back("legal-check") == "return_not_back"
    assert back("drafting", remark=" ") == "comments_missing"
    assert back("drafting", on="") == "day_missing"
    ledger_text = walked("authorisation")
    ledger.sign_instrument(ledger_text, by=writer(), on="2025-04-01")
    call = lambda: path.return_text(  # noqa: E731  # the call that is refused
        ledger_text, step("drafting"), by=writer(), on="2025-05-01", remark="A"
    )
    assert code_of(call) == "return_not_back"
    assert steps_behind(path_of(instrument(signed="2013"))) == []


def test_a_step_is_skipped_only_where_the_rule_allows_it_and_with_a_reason():
    text = walked("principle")
    skip = lambda reason: path.skip_step(text, step("drafting"), by=writer(), reason=reason)  # noqa: E731  # the call that is refused
    assert code_of(lambda: skip("Vội")) == "step_not_skippable"
    assert code_of(lambda: skip("  ")) == "reason_missing"


def test_a_step_surely_after_the_end_is_refused():
    text = instrument(signed="2022-01-01")
    ledger.end_instrument(text, by=writer(), on="2023-01-01")
    assert code_of(lambda: do(text, "review", "2024-01-01", why_late=LATE)) == "text_ended"
    do(text, "review", "2022-06-01", why_late=LATE)


def test_a_step_is_corrected_and_removed_with_a_reason():
    text = walked("drafting")
    first, second = PathEntry.objects.filter(instrument=text)
    assert code_of(lambda: path.remove_step(first, by=writer(), reason="Nhầm")) == (
        "step_rests_on_it"
    )
    assert code_of(lambda: path.correct_step(second, by=writer(), on="2025-03-09")) == (
        "reason_missing"
    )
    assert code_of(lambda: path.remove_step(second, by=writer(), reason="")) == "reason_missing"
    path.correct_step(second, by=writer(), on="2025-03-09", reason="Gõ nhầm")
    second.refresh_from_db()
    assert str(second.on) == "2025-03-09"
    path.remove_step(second, by=writer(), reason="Nhầm văn bản")
    path.remove_step(first, by=writer(), reason="Nhầm văn bản")
    assert not PathPlace.objects.filter(instrument=text).exists()
    assert Event.objects.latest("pk").action == "agreements.step_removed"


def test_who_may_not_write_is_refused_and_a_stale_form_too():
    text = draft(classification=RESTRICTED)
    for by in (writer(Role.LEADER), writer(Role.CONTRIBUTOR), officer()):
        with pytest.raises(PermissionDenied):
            path.record_step(text, step("principle"), by=by, on="2025-03-01")
        with pytest.raises(PermissionDenied):
            path.skip_step(text, step("idea"), by=by, reason="A")
        with pytest.raises(PermissionDenied):
            path.return_text(text, step("idea"), by=by, remark="A")
    with pytest.raises(Stale):
        do(text, "principle", version=text.version + 1)


@pytest.mark.parametrize(
    "columns",
    [
        {"outcome": "danced"},
        {"outcome": "returned", "remark": "A"},
        {"outcome": "skipped", "remark": ""},
        {"number": 1},
    ],
)
def test_the_database_refuses_what_can_never_be(columns):
    text = walked("principle")
    entry = PathEntry(instrument=text, step=step("drafting"), number=2)
    for name, value in columns.items():
        setattr(entry, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save()


def test_a_changed_rule_moves_the_places_in_few_questions():
    texts = [walked("principle")]
    questions = []
    for _size in range(2):
        with CaptureQueriesContext(connection) as asked:
            keep_all_places()
        questions.append(len(asked))
        texts += [walked("principle"), walked("drafting")]
    assert questions[0] == questions[1]

    path_rules.change_path_step(
        step("drafting"), by=writer(), reason="Bỏ bước", valid_until=dt.date(2020, 1, 1)
    )
    assert now(texts[0]) == "consultation"
    assert states(texts[-1])["drafting"] == At.DONE, "what was done stays"


# The path is the same whatever the order of entering, and always of one piece


ENTERED = ("idea", "principle", "drafting", "consultation", "legal-check", "authorisation",
           "reported", "review")  # fmt: skip
DAYS = st.sampled_from(["", "2013", "2013-04", "2013-04-22", "2020"])
DEEDS = st.lists(
    st.tuples(
        st.sampled_from([ActKind.IN_FORCE, ActKind.EXTENDED, ActKind.AMENDED, ActKind.ENDED]), DAYS
    ),
    max_size=3,
    unique_by=lambda deed: deed[0],
)
NO_FIXTURE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)


def read(entries: list[PathEntry], acts: list[Act]) -> Any:
    text = Instrument(kind="declaration")
    return walk(PathStep.objects.all(), entries, derive(text, acts), acts, TODAY)


def ledger_with(signed: bool, deeds: list[tuple[str, str]]) -> list[Act]:
    acts = [Act(kind=ActKind.SIGNED, on=PartialDate.parse("2013-04-22"))] if signed else []
    parsed = [(kind, PartialDate.parse(day) if day else None) for kind, day in deeds]
    return acts + [Act(kind=kind, on=on) for kind, on in parsed if signed]


@given(codes=st.lists(st.sampled_from(ENTERED), unique=True), shuffled=st.randoms(),
       signed=st.booleans(), deeds=DEEDS)  # fmt: skip
@NO_FIXTURE
def test_the_order_of_entering_does_not_matter(codes, shuffled, signed, deeds):
    known = {one.code: one for one in PathStep.objects.all()}
    acts = ledger_with(signed, deeds)

    def states_of(order: list[str]) -> list[tuple[str, At]]:
        entries = [PathEntry(step=known[c], number=n, why_late="A") for n, c in enumerate(order)]
        return [(stop.step.code, stop.at) for stop in read(entries, acts).stops]

    other = list(codes)
    shuffled.shuffle(other)
    assert states_of(codes) == states_of(other)


@given(
    moves=st.lists(
        st.tuples(st.sampled_from(ENTERED), st.sampled_from([None, *ENTERED])), max_size=8
    ),
    signed=st.booleans(),
    deeds=DEEDS,
)
@NO_FIXTURE
def test_a_path_is_of_one_piece(moves, signed, deeds):
    known = {one.code: one for one in PathStep.objects.all()}
    acts = ledger_with(signed, deeds)
    entries = [
        PathEntry(
            pk=number,
            number=number,
            step=known[code],
            outcome=Outcome.RETURNED if back else Outcome.DONE,
            back_to=known[back] if back else None,
        )
        for number, (code, back) in enumerate(moves, 1)
    ]

    found = read(entries, acts)

    shown = [e.number for stop in found.stops for e in (stop.entry, *stop.past) if e]
    assert sorted(shown) == [entry.number for entry in entries], "each entry stands once"
    current = [n for n, stop in enumerate(found.stops) if stop.is_current]
    assert len(current) <= 1
    for n in current:
        assert not found.stops[n].is_passed
        assert all(stop.at != At.TO_COME for stop in found.stops[:n])
    over = derive(Instrument(), acts).over_by is not None
    assert not (over and current)
    for stop in found.stops:
        if stop.step.reads:
            assert stop.entry is None
        if stop.step.reads == "signed":
            assert stop.is_passed == signed
