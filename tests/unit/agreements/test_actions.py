"""Each action: the whole effect with its event, and what it refuses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from banggiao.accounts.enums import Role
from banggiao.accounts.records import bring_back, set_aside
from banggiao.agreements.actions import instruments, ledger, lineage
from banggiao.agreements.enums import ActKind, Relation, State
from banggiao.agreements.models import Act, Instrument
from banggiao.agreements.standing import standing
from banggiao.audit.models import Event
from banggiao.core.errors import Refused, Stale
from banggiao.core.models import SearchEntry
from banggiao.documents.actions.citations import cite
from banggiao.documents.queries import sources_of
from banggiao.partners.actions.organisations import change_organisation
from tests.factories.agreements import instrument
from tests.factories.partners import (
    PUBLIC,
    RESTRICTED,
    officer,
    organisation,
    person,
    post,
    writer,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 6, 1)


def code_of(call: Callable[[], object]) -> str:
    """Give the code an action refuses with; nothing may have been written."""
    events = Event.objects.count()
    with pytest.raises((Refused, ValidationError)) as caught:
        call()
    assert Event.objects.count() == events
    error: Any = caught.value
    if isinstance(error, Refused):
        return str(error.code)
    return next(e.code for errors in error.error_dict.values() for e in errors)


def events() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("action", flat=True))


def today(text: Instrument) -> State:
    return standing(Instrument.objects.get(pk=text.pk), TODAY).state


def signed(on: str = "2015-01-01", **data: Any) -> Instrument:
    return instrument(is_signed=True, signed=on, **data)


def test_a_text_is_entered_with_its_parties_topics_and_signing_as_one_event():
    giv = organisation("Thanh tra Chính phủ", code="giv")
    mic = organisation("MIC")
    before = Event.objects.count()

    text = instruments.add_instrument(
        by=officer(),
        parties=[giv, mic],
        topics=["training", "training"],
        signed="2013-04-22",
        place="Tokyo",
        code="moc",
        kind="memorandum_of_cooperation",
        name_vi="Bản ghi nhớ",
        term_months=60,
    )

    assert [(p.organisation, p.order) for p in text.parties.order_by("order")] == [
        (giv, 1),
        (mic, 2),
    ]
    assert [str(topic.name) for topic in text.topics.all()] == ["training"]
    act = text.acts.get()
    assert (act.code, act.kind, str(act.on), act.place) == (
        "moc-signed-2013-04-22",
        "signed",
        "2013-04-22",
        "Tokyo",
    )
    assert (text.course.is_ours, text.course.over_kind) == (True, "expired")
    assert str(text.course.over_latest) == "2018-04-22"
    assert SearchEntry.objects.get(kind="agreements.instrument").code == "moc"
    (event,) = Event.objects.order_by("pk")[before:]
    assert event.action == "agreements.instrument_added"
    assert event.after["acts"][0]["place"] == "Tokyo"
    assert "force_earliest" not in event.after


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"parties": []}, "party_missing"),
        ({"classification": RESTRICTED}, "class_above_clearance"),
        ({"name_vi": ""}, "no_name"),
        ({"kind": "poem"}, "invalid_choice"),
        ({"term_months": 60, "term_end": "2020"}, "two_terms"),
        ({"term_start": "2021", "term_end": "2020"}, "dates_reversed"),
        ({"copies": 0}, "copies_missing"),
        ({"renewal_months": 12}, "renewal_missing"),
        ({"signed": "hôm qua"}, "bad_date"),
    ],
)
def test_a_text_that_cannot_be_is_refused(data, code):
    facts = {"parties": [organisation()], "kind": "other", "name_vi": "A"} | data

    assert code_of(lambda: instruments.add_instrument(by=officer(), **facts)) == code


def test_the_same_party_twice_is_refused():
    body = organisation()

    assert code_of(lambda: instrument(body, body)) == "party_twice"


def test_a_party_the_writer_may_not_see_is_refused():
    secret = organisation(classification=RESTRICTED)
    text = instrument()

    with pytest.raises(PermissionDenied):
        instrument(secret, by=officer())
    with pytest.raises(PermissionDenied):
        instruments.add_party(text, by=officer(), organisation=secret)
    with pytest.raises(PermissionDenied):
        ledger.inherit_instrument(text, by=officer(), organisation=secret)
    with pytest.raises(PermissionDenied):
        instruments.add_signatory(text, by=officer(), name="A", organisation=secret)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OFFICER, Role.HEAD}))
def test_only_officers_and_heads_write(role):
    reader, text = writer(role), signed()
    act, party = text.acts.get(), text.parties.get()
    calls: list[Callable[[], object]] = [
        lambda: instrument(by=reader),
        lambda: instruments.change_instrument(text, by=reader, remark="A"),
        lambda: instruments.declare_status(text, by=reader, status="ended", reason="A"),
        lambda: instruments.withdraw_declaration(text, by=reader, reason="A"),
        lambda: instruments.add_party(text, by=reader, organisation=organisation()),
        lambda: instruments.remove_party(party, by=reader, reason="A"),
        lambda: instruments.add_signatory(text, by=reader, name="A"),
        lambda: ledger.end_instrument(text, by=reader, on="2020"),
        lambda: ledger.correct_act(act, by=reader, on="2014"),
        lambda: ledger.remove_act(act, by=reader, reason="A"),
        lambda: lineage.link_predecessor(text, instrument(), "renews", by=reader),
        lambda: lineage.unlink_predecessor(text, by=reader, reason="A"),
        lambda: set_aside(text, by=reader, reason="A"),
    ]
    for call in calls:
        with pytest.raises(PermissionDenied):
            call()


def test_a_change_keeps_what_follows_up_to_date():
    text = signed("2015-01-01")
    assert today(text) == State.IN_FORCE

    instruments.change_instrument(
        text, by=officer(), term_months=12, topics=["training"], reason="Đọc lại", version=1
    )

    assert today(text) == State.EXPIRED
    text.course.refresh_from_db()
    assert text.course.over_kind == "expired"
    assert events()[-1] == "agreements.instrument_changed"
    with pytest.raises(Stale):
        instruments.change_instrument(text, by=officer(), version=1, remark="A")
    assert (
        code_of(
            lambda: instruments.change_instrument(text, by=officer(), classification=RESTRICTED)
        )
        == "class_above_clearance"
    )


@pytest.mark.parametrize(
    ("write", "data", "kind", "state"),
    [
        (ledger.bring_into_force, {"on": "2015-02-01"}, "in_force", State.IN_FORCE),
        (ledger.extend_instrument, {"on": "2019", "until": "2030"}, "extended", State.IN_FORCE),
        (ledger.amend_instrument, {"on": "2019"}, "amended", State.IN_FORCE),
        (ledger.inherit_instrument, {"on": "2019"}, "inherited", State.IN_FORCE),
        (ledger.end_instrument, {"on": "2019-05"}, "ended", State.ENDED),
    ],
)
def test_each_act_is_one_event_and_the_standing_follows(write, data, kind, state):
    text = signed()
    before = len(events())

    act = write(text, by=officer(), remark="Công hàm", reason="Nhận công hàm", **data)

    assert (act.kind, act.remark) == (kind, "Công hàm")
    assert events()[before:] == [f"agreements.act_{kind}"]
    assert today(text) == state
    with pytest.raises(Stale):
        write(text, by=officer(), version=1, **data)


def test_signing_comes_first_and_once():
    text = instrument()

    assert code_of(lambda: ledger.bring_into_force(text, by=officer(), on="2015")) == "not_signed"
    ledger.sign_instrument(text, by=officer(), on="2015", place="Hà Nội")
    assert code_of(lambda: ledger.sign_instrument(text, by=officer(), on="2016")) == "act_twice"
    ledger.bring_into_force(text, by=officer(), on="2015")
    assert code_of(lambda: ledger.bring_into_force(text, by=officer(), on="2016")) == "act_twice"


def test_what_is_surely_out_of_order_is_refused_and_what_may_be_right_stays():
    text = signed("2015-06")
    by = officer()

    before = "act_before_signing"
    assert code_of(lambda: ledger.bring_into_force(text, by=by, on="2015-05-31")) == before
    assert code_of(lambda: ledger.end_instrument(text, by=by, on="2014")) == before
    ledger.bring_into_force(text, by=by, on="2015-06")
    ledger.amend_instrument(text, by=by, on="2020")
    assert code_of(lambda: ledger.end_instrument(text, by=by, on="2019")) == "text_ended"
    ledger.end_instrument(text, by=by, on="2020")


def test_nothing_is_done_to_a_text_that_is_over_but_what_came_before():
    text, by = signed("2015"), officer()
    ledger.end_instrument(text, by=by, on="2020-05-01")

    for on in ("2021", "", "2020"):
        assert code_of(lambda on=on: ledger.amend_instrument(text, by=by, on=on)) == "text_ended"
    assert code_of(lambda: ledger.end_instrument(text, by=by, on="2020-05-01")) == "text_ended"
    ledger.amend_instrument(text, by=by, on="2019")


def test_an_extension_must_extend():
    text, by = signed("2015-01-01", term_months=60), officer()
    extend = ledger.extend_instrument

    def code(until: str) -> str:
        return code_of(lambda: extend(text, by=by, on="2019-06-01", until=until))

    assert code("2019-12-31") == "extension_too_short"
    extend(text, by=by, on="2019-06-01", until="2020-01-01")
    assert code("2019") == "extension_too_short"
    assert (
        code_of(lambda: instruments.change_instrument(text, by=by, term_months=120))
        == "extension_too_short"
    )


def test_an_act_is_corrected_and_removed_with_a_reason():
    text, by = signed("2015"), officer()
    act = ledger.end_instrument(text, by=by, on="2020")
    before = len(events())

    ledger.correct_act(act, by=by, on="2999", reason="Đọc nhầm")
    assert today(text) == State.IN_FORCE
    assert code_of(lambda: ledger.remove_act(act, by=by, reason=" ")) == "reason_missing"
    ledger.remove_act(act, by=by, reason="Nhầm văn kiện")
    assert events()[before:] == ["agreements.act_corrected", "agreements.act_removed"]
    text.course.refresh_from_db()
    assert text.course.over_kind == ""
    ledger.amend_instrument(text, by=by)
    signing = text.acts.get(kind=ActKind.SIGNED)
    assert code_of(lambda: ledger.remove_act(signing, by=by, reason="A")) == "not_signed"
    with pytest.raises(Stale):
        ledger.correct_act(signing, by=by, on="2014", version=1)


FOLLOWING = {
    Relation.AMENDS: (ActKind.AMENDED, State.IN_FORCE),
    Relation.RENEWS: (ActKind.EXTENDED, State.IN_FORCE),
    Relation.UPGRADES: (ActKind.UPGRADED, State.REPLACED),
    Relation.REPLACES: (ActKind.REPLACED, State.REPLACED),
}


@pytest.mark.parametrize("relation", FOLLOWING)
def test_a_later_text_does_its_work_on_the_day_it_is_signed(relation):
    kind, state = FOLLOWING[relation]
    older, newer, by = signed("2014-09-23"), instrument(), officer()
    before = len(events())

    lineage.link_predecessor(newer, older, relation, by=by)
    assert events()[before:] == ["agreements.predecessor_linked"]
    assert not older.acts.exclude(kind=ActKind.SIGNED).exists()

    ledger.sign_instrument(newer, by=by, on="2020-02-17")
    act = older.acts.get(kind=kind)
    assert (str(act.on), act.by_instrument) == ("2020-02-17", newer)
    assert today(older) == state
    assert sorted(events()[before + 1 :]) == sorted(
        [f"agreements.act_{kind}", "agreements.act_signed"]
    )

    ledger.correct_act(newer.acts.get(), by=by, on="2020-02-18")
    act.refresh_from_db()
    assert str(act.on) == "2020-02-18"
    refused = "follows_from_newer"
    assert code_of(lambda: ledger.correct_act(act, by=by, on="2021")) == refused
    assert code_of(lambda: ledger.remove_act(act, by=by, reason="A")) == refused

    lineage.unlink_predecessor(newer, by=by, reason="Nhầm")
    assert not older.acts.exclude(kind=ActKind.SIGNED).exists()
    assert today(older) == State.IN_FORCE


def test_taking_back_the_signing_takes_back_what_it_did():
    older, newer, by = signed("2014"), instrument(is_signed=True, signed="2020"), officer()
    lineage.link_predecessor(newer, older, Relation.REPLACES, by=by)
    assert today(older) == State.REPLACED

    ledger.remove_act(newer.acts.get(), by=by, reason="Chưa ký")

    assert today(older) == State.IN_FORCE


def test_following_changes_nothing_of_the_text_before():
    older, newer = signed("2014"), signed("2020")

    lineage.link_predecessor(newer, older, Relation.FOLLOWS, by=officer())

    assert older.acts.count() == 1


def test_a_lineage_is_a_line_without_circles():
    a, b, c = signed("2014"), signed("2016"), signed("2018")
    by = officer()
    link = lineage.link_predecessor
    link(b, a, "amends", by=by)
    link(c, b, "amends", by=by)

    assert code_of(lambda: link(a, c, "follows", by=by)) == "lineage_circle"
    assert code_of(lambda: link(c, a, "follows", by=by)) == "predecessor_twice"
    d = signed("2020")
    assert code_of(lambda: link(d, d, "follows", by=by)) == "own_predecessor"
    assert code_of(lambda: link(d, a, "", by=by)) == "relation_missing"
    aside = set_aside(signed("2013"), by=by, reason="Trùng")
    assert code_of(lambda: link(d, aside, "follows", by=by)) == "predecessor_set_aside"
    ended = signed("2013")
    ledger.end_instrument(ended, by=by, on="2019-01-01")
    assert code_of(lambda: link(d, ended, "amends", by=by)) == "text_ended"
    assert code_of(lambda: lineage.unlink_predecessor(d, by=by, reason="A")) == "no_predecessor"
    assert code_of(lambda: lineage.unlink_predecessor(c, by=by, reason="")) == "reason_missing"
    draft = instrument()
    assert code_of(lambda: link(d, draft, "amends", by=by)) == "predecessor_not_signed"
    hidden = signed("2013", classification=RESTRICTED)
    with pytest.raises(PermissionDenied):
        link(d, hidden, "follows", by=by)


def test_signing_a_text_works_where_the_text_before_is_hidden_from_the_writer():
    older = signed("2014", classification=RESTRICTED)
    newer = instrument()
    lineage.link_predecessor(newer, older, "replaces", by=writer())

    ledger.sign_instrument(newer, by=officer(), on="2020")

    assert today(older) == State.REPLACED


def test_a_text_others_rest_on_stays():
    older, newer = signed("2014"), signed("2020")
    lineage.link_predecessor(newer, older, "replaces", by=officer())

    for text in (older, newer):
        assert code_of(lambda text=text: set_aside(text, by=officer(), reason="A")) == "in_use"
    alone = set_aside(signed("2014"), by=officer(), reason="Trùng")
    assert bring_back(alone, by=officer()).is_set_aside is False


def test_a_declared_status_stands_beside_the_derived_one():
    text, by = signed("2015"), officer()
    before = len(events())

    declared = instruments.declare_status(text, by=by, status="ended", reason="Đối tác báo")
    assert (declared.declared_status, declared.declared_reason) == ("ended", "Đối tác báo")
    assert today(text) == State.IN_FORCE
    assert (
        code_of(lambda: instruments.declare_status(text, by=by, status="ended", reason=""))
        == "reason_missing"
    )
    assert (
        code_of(lambda: instruments.declare_status(text, by=by, status="lost", reason="A"))
        == "declared_status_unknown"
    )
    assert (
        code_of(lambda: instruments.withdraw_declaration(text, by=by, reason=""))
        == "reason_missing"
    )
    instruments.withdraw_declaration(text, by=by, reason="Nhầm")
    assert (
        code_of(lambda: instruments.withdraw_declaration(text, by=by, reason="A"))
        == "nothing_declared"
    )
    assert events()[before:] == ["agreements.status_declared", "agreements.declaration_withdrawn"]


def test_parties_come_and_go_but_one_stays():
    giv, text, by = organisation("Thanh tra", code="giv"), signed(), officer()

    party = instruments.add_party(text, by=by, organisation=giv)
    text.course.refresh_from_db()
    assert (party.order, text.course.is_ours) == (2, True)
    assert code_of(lambda: instruments.remove_party(party, by=by, reason="")) == "reason_missing"
    instruments.remove_party(party, by=by, reason="Nhầm")
    text.course.refresh_from_db()
    assert text.course.is_ours is False
    last = text.parties.get()
    assert code_of(lambda: instruments.remove_party(last, by=by, reason="A")) == "party_missing"


def test_a_signatory_gets_the_title_held_that_day():
    giv = organisation("Thanh tra Chính phủ")
    man = person("Trần Đức Lượng")
    post(man, giv, name_vi="Phó Tổng Thanh tra", start="2011-01-01", end="2016-01-01")
    post(man, giv, name_vi="Vụ trưởng", start="2005-01-01", end="2010-12-31")
    text, by = signed("2013-04-22"), officer()

    hand = instruments.add_signatory(text, by=by, person=man)
    assert (hand.name, hand.title, hand.organisation) == (
        "Trần Đức Lượng",
        "Phó Tổng Thanh tra",
        giv,
    )
    witness = instruments.add_signatory(text, by=by, name="Tanaka", role="witness")
    assert (witness.title, witness.organisation) == ("", None)
    again = code_of(lambda: instruments.add_signatory(text, by=by, person=man))
    assert again == "signatory_twice"
    assert code_of(lambda: instruments.add_signatory(text, by=by)) in {"blank", "no_name"}
    instruments.change_signatory(witness, by=by, title="Thứ trưởng")
    assert (
        code_of(lambda: instruments.remove_signatory(witness, by=by, reason="")) == "reason_missing"
    )
    instruments.remove_signatory(witness, by=by, reason="Nhầm")
    assert text.signatories.count() == 1


def test_a_title_is_not_guessed_where_the_day_is_not_known():
    man = person()
    post(man, organisation(), name_vi="Vụ trưởng", start="2005-01-01", end="2030-12-31")

    assert instruments.add_signatory(signed("2013"), by=officer(), person=man).title == ""
    assert instruments.add_signatory(instrument(), by=officer(), person=man).title == ""


def test_an_act_can_be_cited_by_itself():
    text = signed("2015", classification=PUBLIC)

    cite(text.acts.get(), by=officer(), told_by="Vụ trưởng", told_on="2020")

    (source,) = sources_of(text, officer())
    assert (source.about_type, source.about_code) == ("agreements.act", Act.objects.get().code)


def test_a_body_that_becomes_ours_makes_its_texts_ours(settings):
    settings.OWN_BODY = "giv"
    giv, school = organisation("Thanh tra", code="giv"), organisation("Trường")
    office, partner = organisation("Phòng", parent=school), organisation("Đối tác")
    instrument(office, partner, code="below")
    instrument(partner, code="others")
    instrument(giv, school, code="both")

    def ours() -> set[str]:
        return {text.code for text in Instrument.objects.all().ours()}

    assert ours() == {"both"}

    change_organisation(school, by=writer(), parent=giv)
    assert ours() == {"both", "below"}

    change_organisation(school, by=writer(), parent=None)
    assert ours() == {"both"}
