"""Our positions: declared or kept on paper, restricted always, and logged for those cleared."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from banggiao.accounts.records import bring_back, set_aside
from banggiao.accounts.rules import may_see
from banggiao.agreements.actions import positions
from banggiao.agreements.actions.negotiation import break_off_negotiation
from banggiao.agreements.models import Position
from banggiao.agreements.queries.negotiation import position_of, positions_of
from banggiao.audit.queries import history_of
from banggiao.core.errors import Refused
from banggiao.core.models import SearchEntry
from banggiao.documents.models import Document
from tests.factories.accounts import make_user
from tests.factories.documents import document
from tests.factories.negotiation import clause, negotiator

pytestmark = pytest.mark.django_db

BASIS = "Đã đối chiếu danh mục bí mật nhà nước; không thuộc danh mục"


def opened(item=None, **data):
    return positions.open_position(
        item or clause(), by=negotiator(), basis=BASIS, **{"aim": "Giữ nguyên"} | data
    )


def on_paper(item=None, **data):
    facts = {"secrecy": "mat", "number": "12/M", "keeper": "Văn thư, két 2"} | data
    return positions.keep_position_on_paper(item or clause(), by=negotiator(), **facts)


def test_a_position_says_who_declared_it_when_and_why():
    position = opened(red_line="Không quá 2 năm", approved_by="Vụ trưởng")

    assert position.not_secret_by == negotiator()
    assert position.not_secret_on is not None
    assert position.not_secret_basis == BASIS
    assert position.classification == 2


def test_only_a_stub_is_kept_of_a_state_secret():
    position = on_paper()

    assert (position.aim, position.argument, position.red_line, position.fallback) == ("",) * 4
    assert position.paper.is_secret
    assert position.paper.classification == 2
    assert "12/M" in str(position.paper)


def test_a_position_is_refused():
    item = clause()
    secret = on_paper(clause(item.negotiation, 2)).paper
    cases = {
        "not_declared": lambda: positions.open_position(
            item, by=negotiator(), basis=" ", aim="Giữ"
        ),
        "aim_missing": lambda: opened(item, aim=""),
        "paper_is_secret": lambda: opened(item, approved_in=secret),
        "level_missing": lambda: on_paper(item, secrecy=""),
        "number_missing": lambda: on_paper(item, number=""),
        "keeper_missing": lambda: on_paper(item, keeper=""),
    }
    for code, case in cases.items():
        with pytest.raises(Refused) as refused, transaction.atomic():
            case()
        assert refused.value.code == code
    assert Position.objects.count() == 1
    assert Document.objects.get_queryset().count() == 1

    opened(item)
    stub = Position.objects.get(paper__isnull=False)
    more = {
        "position_there": lambda: opened(item),
        "position_on_paper": lambda: positions.change_position(stub, by=negotiator(), aim="Lộ"),
    }
    for code, case in more.items():
        with pytest.raises(Refused) as refused:
            case()
        assert refused.value.code == code


def test_a_closed_table_takes_no_position():
    item = clause()
    break_off_negotiation(item.negotiation, by=negotiator(), reason="Dừng")
    with pytest.raises(Refused) as refused:
        opened(item)
    assert refused.value.code == "negotiation_closed"


def test_only_the_cleared_may():
    position = opened()
    officer, clerk = make_user("officer"), make_user("clerk", 2, username="clerk")
    for by in (officer, clerk):
        with pytest.raises(PermissionDenied):
            positions.open_position(
                clause(position.item.negotiation, 2), by=by, basis=BASIS, aim="Giữ"
            )
        with pytest.raises(PermissionDenied):
            positions.change_position(position, by=by, aim="Khác")

    assert position_of(position.item, officer) is None
    assert positions_of([position.item], officer) == {}
    assert position_of(position.item, clerk) == position
    for user in (officer, clerk):
        seen = Position.objects.visible_to(user).filter(pk=position.pk).exists()
        assert seen == may_see.test(user, position)


def test_the_log_shows_positions_to_the_cleared_only():
    position = opened(approved_in=document(code="to-trinh"))
    positions.change_position(position, by=negotiator(), fallback="Lùi một bước")

    seen = history_of(position.item, negotiator())
    assert {event.action for event in seen} >= {
        "agreements.position_opened",
        "agreements.position_changed",
    }
    hidden = history_of(position.item, make_user("officer"))
    assert {event.action for event in hidden} == {"agreements.item_added"}


def test_set_aside_it_can_be_written_anew_or_brought_back():
    position = opened()
    set_aside(position, by=negotiator(), reason="Thay đổi")
    assert position_of(position.item, negotiator()) is None

    again = on_paper(position.item)
    assert again.pk == position.pk
    assert again.aim == ""
    set_aside(again, by=negotiator(), reason="Giải mật")
    bring_back(again, by=negotiator())
    set_aside(again, by=negotiator(), reason="Giải mật")
    assert opened(position.item, aim="Mới").paper is None


def test_nothing_of_it_is_in_the_search_index():
    opened(aim="Mong muốn kín đáo")
    texts = SearchEntry.objects.values_list("names", "text")
    assert not [row for row in texts if "kin dao" in " ".join(row).lower()]


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"classification": 1}, "position_restricted"),
        ({"not_secret_basis": ""}, "declared_or_stub"),
        ({"not_secret_by": None}, "declared_or_stub"),
    ],
)
def test_the_database_keeps_the_rules(changes, constraint):
    position = opened()
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Position.objects.filter(pk=position.pk).update(**changes)
    assert constraint in str(error.value)
    for name, value in changes.items():
        setattr(position, name, value)
    with pytest.raises(ValidationError):
        position.full_clean()
