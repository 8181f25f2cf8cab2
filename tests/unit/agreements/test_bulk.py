"""Many texts at once do what the single actions do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from banggiao.accounts.bulk import Imported, RowsRefused
from banggiao.accounts.enums import Role
from banggiao.agreements.actions import instruments, lineage
from banggiao.agreements.actions.bulk import InstrumentRow, SignatoryRow, import_instruments
from banggiao.agreements.models import Course, Instrument
from banggiao.agreements.standing import COLUMNS
from banggiao.audit.models import Event
from banggiao.audit.seal import verify
from banggiao.audit.snapshots import snapshot
from banggiao.core.models import SearchEntry
from tests.factories.partners import RESTRICTED, officer, organisation, person, writer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world() -> None:
    organisation("Thanh tra Chính phủ", code="giv")
    organisation("MIC", code="mic")
    person("Miyajima", code="miyajima")


def row(code: str, **data: Any) -> InstrumentRow:
    facts: dict[str, Any] = {"kind": "other", "name_vi": f"Văn kiện {code}", "parties": ["giv"]}
    return InstrumentRow(code=code, **facts | data)


def without_keys(data: Any) -> Any:
    if isinstance(data, dict):
        return {k: without_keys(v) for k, v in data.items() if k not in {"id", "code"}}
    return [without_keys(one) for one in data] if isinstance(data, list) else data


def all_of(code: str) -> list[Any]:
    text = Instrument.objects.get(code=code)
    course = Course.objects.get(instrument=text)
    entry = SearchEntry.objects.filter(code=code).values("labels", "url", "names", "text", "on")
    days = {name: getattr(course, name) for name in ("is_ours", *COLUMNS)}
    return [without_keys(snapshot(text)), days, list(entry), text.sort_key]


def test_an_imported_text_is_the_same_as_an_entered_one():
    from banggiao.partners.models import Organisation, Person

    facts = {"kind": "other", "name_vi": "Đồng ý", "term_months": 60, "remark": "Hòa  giải"}
    with transaction.atomic():
        bodies = list(Organisation.objects.order_by("code"))
        text = instruments.add_instrument(
            by=officer(),
            code="a",
            parties=bodies,
            topics=["training"],
            signed="2013-04",
            place="Tokyo",
            **facts,
        )
        man = Person.objects.get()
        instruments.add_signatory(text, by=officer(), person=man, title="Cục trưởng")
        single = all_of("a")
        transaction.set_rollback(True)

    import_instruments(
        [
            InstrumentRow(
                code="a",
                parties=["giv", "mic"],
                topics=["training", "training"],
                signed="2013-04",
                place="Tokyo",
                signatories=[SignatoryRow(person="miyajima", title="Cục trưởng")],
                **facts,
            )
        ],
        by=officer(),
    )

    assert all_of("a") == single


def test_a_second_run_changes_nothing_and_a_changed_row_changes_one_text():
    rows = [
        row("a", signed="2014"),
        row("b", signed="2020", predecessor="a", relation="upgrades"),
        row("c", signed=None),
    ]
    before = Event.objects.count()
    assert import_instruments(rows, by=officer()) == Imported(added=3)
    events = Event.objects.count()
    assert events - before == 3  # of each text, with its link and what that did

    assert import_instruments(rows, by=officer()) == Imported(unchanged=3)
    assert Event.objects.count() == events
    rows[2] = row("c", signed="2021", topics=["training"])
    assert import_instruments(rows, by=officer()) == Imported(changed=1, unchanged=2)
    assert Instrument.objects.get(code="a").course.over_kind == "replaced"
    assert Instrument.objects.get(code="c").course.is_signed
    assert verify().broken is None


def test_all_that_is_wrong_comes_together_and_nothing_is_written():
    organisation("Kín", code="hidden", classification=RESTRICTED)
    person("Kín", code="secret", classification=RESTRICTED)
    rows = [
        row("fine"),
        row("a", parties=["hidden"]),
        row("b", parties=[]),
        row("c", kind="poem"),
        row("d", classification=RESTRICTED),
        row("e", signed="hôm qua"),
        row("f", signatories=[SignatoryRow(person="secret")]),
        row("g", topics=["weather"]),
        row("fine"),
        row("h", signatories=[SignatoryRow()]),
        row("i", signatories=[SignatoryRow(name="A", organisation="hidden")]),
    ]

    assert refused(rows) == [
        (2, "parties"),
        (3, "parties"),
        (4, "kind"),
        (5, "classification"),
        (6, "signed"),
        (7, "signatories"),
        (8, "topics"),
        (9, "code"),
        (10, "signatories"),
        (11, "signatories"),
    ]


def refused(rows: list[InstrumentRow]) -> list[tuple[int, str]]:
    events = Event.objects.count()
    with pytest.raises(RowsRefused) as caught:
        import_instruments(rows, by=officer())
    assert Event.objects.count() == events
    assert not Instrument.objects.in_register().filter(code="fine").exists()
    return [(error.row, error.column) for error in caught.value.errors]


@pytest.mark.parametrize(
    "rows",
    [
        [row("a", predecessor="nobody", relation="amends")],
        [row("a", predecessor="a", relation="amends")],
        [
            row("a", predecessor="b", relation="amends"),
            row("b", predecessor="a", relation="amends"),
        ],
        [row("a"), row("b", predecessor="a", relation="sings")],
    ],
    ids=["unknown", "itself", "circle", "no such relation"],
)
def test_a_line_that_cannot_be_is_refused(rows):
    assert {column for _row, column in refused(rows)} <= {"predecessor", "relation"}


def test_what_the_database_refuses_is_said_of_its_row():
    assert refused([row("a"), row("b", term_end="2020", term_months=1)]) == [(2, "")]


def test_a_text_before_that_one_may_not_see_is_not_found():
    import_instruments([row("old", classification=RESTRICTED)], by=writer())

    assert refused([row("new", predecessor="old", relation="amends")]) == [(1, "predecessor")]


def test_a_link_of_the_single_action_is_left_alone():
    import_instruments([row("a", signed="2014"), row("b", signed="2020")], by=officer())
    a, b = (Instrument.objects.get(code=code) for code in "ab")
    lineage.link_predecessor(b, a, "amends", by=officer())

    rows = [row("b", signed="2020", predecessor="a", relation="amends")]
    assert import_instruments(rows, by=officer()) == Imported(unchanged=1)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OFFICER, Role.HEAD}))
def test_only_officers_and_heads_import(role):
    with pytest.raises(PermissionDenied):
        import_instruments([], by=writer(role))


def test_the_number_of_questions_does_not_grow_with_the_rows():
    def asked(call: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as queries:
            call()
        return len(queries)

    def rows(start: int, number: int) -> list[InstrumentRow]:
        hands = [SignatoryRow(person="miyajima")]
        return [
            row(f"t-{n}", signed="2014", topics=["training"], signatories=hands)
            for n in range(start, start + number)
        ]

    few = asked(lambda: import_instruments(rows(0, 3), by=officer()))
    many = asked(lambda: import_instruments(rows(10, 30), by=officer()))

    assert many == few
