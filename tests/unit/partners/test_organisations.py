"""What the office does with organisations and countries."""

from __future__ import annotations

from itertools import pairwise
from unicodedata import normalize

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from banggiao.accounts.models import Unit
from banggiao.accounts.records import set_aside
from banggiao.audit.models import Event
from banggiao.core import search
from banggiao.core.errors import Refused, Stale
from banggiao.partners.actions import organisations as actions
from banggiao.partners.models import Organisation, Succession
from tests.factories.partners import (
    INTERNAL,
    PUBLIC,
    RESTRICTED,
    country,
    officer,
    organisation,
    writer,
)

pytestmark = pytest.mark.django_db

READERS = ["leader", "contributor", "clerk", "auditor", "administrator"]


def refusal(act) -> tuple[str, str | None]:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code, caught.value.field


def broken(act) -> dict[str, list[str]]:
    """Give the codes of the rules that the model found broken, by field."""
    with pytest.raises(ValidationError) as caught:
        act()
    return {f: [e.code for e in errors] for f, errors in caught.value.error_dict.items()}


def codes(queryset) -> list[str]:
    return sorted(queryset.values_list("code", flat=True))


class TestAdd:
    @pytest.mark.parametrize("role", ["officer", "head"])
    def test_enters_all_of_it(self, role):
        parent = organisation("Chính phủ Hàn Quốc", code="kr-gov")
        record = actions.add_organisation(
            by=writer(role),
            name_vi="  Ủy ban Chống tham nhũng ",
            name_en="ACRC",
            kind="ombudsman",
            country=country("KR"),
            parent=parent,
            abbreviation="ACRC",
            website="https://www.acrc.go.kr",
            founded="2008-02-29",
            classification=PUBLIC,
            aliases=["Biệt danh", " Biệt danh", "", "Tên cũ"],
        )

        record.refresh_from_db()
        assert (record.code, record.name_vi) == (
            "uy-ban-chong-tham-nhung",
            "Ủy ban Chống tham nhũng",
        )
        assert (record.parent, record.country, record.classification) == (
            parent,
            country("KR"),
            PUBLIC,
        )
        assert (str(record.founded), str(record.founded_latest)) == ("2008-02-29", "2008-02-29")
        assert (record.version, record.state, record.is_own) == (1, "active", False)
        assert [a.name for a in record.aliases.order_by("pk")] == ["Biệt danh", "Tên cũ"]
        assert [hit.code for hit in search.find(officer(PUBLIC), "acrc")] == [record.code]
        assert Unit.objects.count() == 0

    def test_takes_decomposed_vietnamese_as_the_same_name(self):
        record = organisation(normalize("NFD", "Đối tác Thụy Điển"))

        assert record.name_vi == "Đối tác Thụy Điển"
        assert record.code == "doi-tac-thuy-dien"

    def test_is_internal_unless_said_otherwise(self):
        assert organisation().classification == INTERNAL

    @pytest.mark.parametrize("name", ["vi", "en", "ja", "native"])
    def test_takes_a_name_in_any_one_language(self, name):
        record = actions.add_organisation(by=writer(), kind="office", **{f"name_{name}": "総務省"})

        assert str(record) == "総務省"

    @pytest.mark.parametrize("role", READERS)
    def test_is_for_officers_and_heads(self, role):
        with pytest.raises(PermissionDenied):
            organisation(by=writer(role))
        assert Organisation.objects.count() == 0

    def test_refuses_a_class_above_ones_clearance(self):
        for clearance, level in ((PUBLIC, INTERNAL), (INTERNAL, RESTRICTED)):
            by = officer(clearance)
            assert refusal(lambda: organisation(by=by, classification=level)) == (  # noqa: B023  # called at once
                "class_above_clearance",
                "classification",
            )
        assert (Organisation.objects.count(), Event.objects.count()) == (0, 0)

    def test_refuses_a_parent_that_was_set_aside(self):
        parent = set_aside(organisation(), by=writer(), reason="Nhầm")

        assert refusal(lambda: organisation(parent=parent)) == ("parent_set_aside", "parent")

    @pytest.mark.parametrize(
        ("data", "errors"),
        [
            ({"name_vi": ""}, {"__all__": ["no_name"]}),
            ({"kind": "pub"}, {"kind": ["invalid_choice"]}),
            ({"kind": ""}, {"kind": ["blank"]}),
            ({"founded": "2020", "dissolved": "2019"}, {"__all__": ["dates_reversed"]}),
            ({"founded": "2020-13"}, {"founded": ["bad_date"]}),
            ({"founded": "hôm qua"}, {"founded": ["bad_date"]}),
            ({"website": "javascript:alert(1)"}, {"website": ["invalid"]}),
            ({"code": "Mã Sai"}, {"code": ["bad_code"]}),
            ({"name_vi": "a\x00b"}, {"name_vi": ["text_nul"]}),
            ({"name_vi": "a\ud800"}, {"name_vi": ["text_broken"]}),
            ({"name_vi": "x" * 401}, {"name_vi": ["max_length"]}),
        ],
        ids=lambda value: str(value)[:30],
    )
    def test_refuses_what_can_never_be_true(self, data, errors):
        facts = {"name_vi": "A", "kind": "office"} | data

        assert broken(lambda: actions.add_organisation(by=writer(), **facts)) == errors
        assert Organisation.objects.count() == 0

    @pytest.mark.parametrize("dates", [("2020", "2020"), ("2020-05", "2020"), ("2020?", "2020-01")])
    def test_takes_dates_that_may_be_in_order(self, dates):
        organisation(founded=dates[0], dissolved=dates[1])

    def test_refuses_other_names_that_cannot_be_stored(self):
        with pytest.raises(ValidationError):
            organisation(aliases=["a\x00b"])
        assert Organisation.objects.count() == 0

    def test_takes_no_field_that_follows_from_others(self):
        for field in ("is_own", "version", "state", "sort_key"):
            with pytest.raises(TypeError):
                organisation(**{field: "1"})


class TestChange:
    def test_changes_what_is_given_and_leaves_the_rest(self):
        record = organisation("Cũ", code="x", remark="Giữ", aliases=["a"])
        changed = actions.change_organisation(record, by=officer(), version=1, name_vi="Mới")

        assert (changed.name_vi, changed.remark, changed.version, changed.code) == (
            "Mới",
            "Giữ",
            2,
            "x",
        )
        assert [a.name for a in changed.aliases.all()] == ["a"]
        assert [h.code for h in search.find(officer(), "mới")] == ["x"]

    def test_keeps_the_aliases_that_stay(self):
        record = organisation(aliases=["a", "b"])
        kept = record.aliases.get(name="b").pk

        actions.change_organisation(record, by=writer(), aliases=["b", "c"])

        assert list(record.aliases.order_by("pk").values_list("name", flat=True)) == ["b", "c"]
        assert record.aliases.get(name="b").pk == kept

    def test_refuses_a_stale_version_and_changes_nothing(self):
        record = organisation("Cũ")
        actions.change_organisation(record, by=writer(), name_vi="Mới")

        with pytest.raises(Stale):
            actions.change_organisation(record, by=writer(), version=1, name_vi="Của tôi")

        assert Organisation.objects.get().name_vi == "Mới"

    @pytest.mark.parametrize("role", READERS)
    def test_is_for_officers_and_heads(self, role):
        record = organisation("Cũ")
        with pytest.raises(PermissionDenied):
            actions.change_organisation(record, by=writer(role), name_vi="Mới")
        assert Organisation.objects.get().name_vi == "Cũ"

    def test_is_for_those_who_may_see_it(self):
        record = organisation("Cũ", classification=RESTRICTED)
        with pytest.raises(PermissionDenied):
            actions.change_organisation(record, by=officer(), name_vi="Mới")
        assert Organisation.objects.get().name_vi == "Cũ"

    def test_refuses_to_raise_the_class_above_ones_clearance(self):
        record = organisation()

        assert (
            refusal(
                lambda: actions.change_organisation(record, by=officer(), classification=RESTRICTED)
            )[0]
            == "class_above_clearance"
        )

    @pytest.mark.parametrize("depth", [1, 2, 4])
    def test_refuses_a_circle_of_parents(self, depth):
        top = below = organisation("Trên")
        for _ in range(depth):
            below = organisation(parent=below)

        assert refusal(lambda: actions.change_organisation(top, by=writer(), parent=below)) == (
            "parent_circle",
            "parent",
        )

    def test_refuses_to_belong_to_itself(self):
        record = organisation()

        assert refusal(lambda: actions.change_organisation(record, by=writer(), parent=record)) == (
            "parent_circle",
            "parent",
        )


class TestOwn:
    def tree(self) -> tuple[Organisation, Organisation, Organisation]:
        own = organisation("Thanh tra Chính phủ", code="giv", abbreviation="TTCP")
        bureau = organisation("Vụ Hợp tác quốc tế", code="vu", parent=own, abbreviation="HTQT")
        return own, bureau, organisation("Phòng", code="phong", parent=bureau)

    def test_follows_the_tree_and_makes_units(self):
        self.tree()
        organisation("Người khác", code="other")

        assert codes(Organisation.objects.filter(is_own=True)) == ["giv", "phong", "vu"]
        units = {u.code: (str(u), u.abbreviation, u.parent) for u in Unit.objects.all()}
        assert units == {
            "giv": ("Thanh tra Chính phủ", "TTCP", None),
            "vu": ("Vụ Hợp tác quốc tế", "HTQT", Unit.objects.get(code="giv")),
            "phong": ("Phòng", "", Unit.objects.get(code="vu")),
        }

    def test_units_take_new_names(self):
        _own, bureau, _room = self.tree()

        actions.change_organisation(bureau, by=writer(), name_vi="Cục Đối ngoại")

        assert str(Unit.objects.get(code="vu")) == "Cục Đối ngoại"

    def test_moves_with_the_parent_both_ways(self):
        own, bureau, _room = self.tree()
        actions.change_organisation(bureau, by=writer(), parent=None)
        away = codes(Organisation.objects.filter(is_own=True))
        actions.change_organisation(bureau, by=writer(), parent=own)

        assert away == ["giv"]
        assert codes(Organisation.objects.filter(is_own=True)) == ["giv", "phong", "vu"]

    def test_a_partner_taken_in_brings_its_own_along(self):
        own, *_rest = self.tree()
        partner = organisation("Viện", code="vien")
        organisation("Khoa", code="khoa", parent=partner)

        actions.change_organisation(partner, by=writer(), parent=own)

        assert codes(Unit.objects.all()) == ["giv", "khoa", "phong", "vien", "vu"]
        assert Unit.objects.get(code="khoa").parent == Unit.objects.get(code="vien")

    def test_is_named_by_a_setting(self, settings):
        settings.OWN_BODY = "nta"
        organisation(code="giv")
        organisation(code="nta")

        assert codes(Organisation.objects.filter(is_own=True)) == ["nta"]


class TestSuccession:
    def test_is_entered_and_taken_back(self):
        older, newer = organisation("Trước"), organisation("Sau")
        made = actions.record_succession(older, newer, by=officer(), on="2021-03")

        assert (made.older, made.newer, str(made.on)) == (older, newer, "2021-03")
        actions.remove_succession(made, by=officer(), reason="Nhầm")
        assert Succession.objects.count() == 0

    def test_may_be_a_merger_and_a_division(self):
        a, b, c, d = (organisation() for _ in range(4))
        for older, newer in ((a, c), (b, c), (a, d)):
            actions.record_succession(older, newer, by=writer())

        assert Succession.objects.count() == 3

    @pytest.mark.parametrize("length", [1, 2, 3])
    def test_refuses_a_circle(self, length):
        bodies = [organisation() for _ in range(length + 1)]
        for older, newer in pairwise(bodies):
            actions.record_succession(older, newer, by=writer())

        assert refusal(lambda: actions.record_succession(bodies[-1], bodies[0], by=writer())) == (
            "succession_circle",
            "newer",
        )

    def test_refuses_itself_and_twice(self):
        a, b = organisation(), organisation()
        actions.record_succession(a, b, by=writer())

        assert broken(lambda: actions.record_succession(a, a, by=writer())) == {
            "__all__": ["follows_itself"]
        }
        assert broken(lambda: actions.record_succession(a, b, by=writer(), on="1999")) == {
            "__all__": ["succession_twice"]
        }

    @pytest.mark.parametrize("hidden", ["older", "newer"])
    def test_is_for_those_who_may_see_both(self, hidden):
        bodies = {
            side: organisation(classification=RESTRICTED if side == hidden else INTERNAL)
            for side in ("older", "newer")
        }

        with pytest.raises(PermissionDenied):
            actions.record_succession(bodies["older"], bodies["newer"], by=officer())
        made = actions.record_succession(bodies["older"], bodies["newer"], by=writer())
        with pytest.raises(PermissionDenied):
            actions.remove_succession(made, by=officer(), reason="Nhầm")
        assert Succession.objects.count() == 1

    def test_stays_without_a_reason_to_remove_it(self):
        made = actions.record_succession(organisation(), organisation(), by=writer())

        assert refusal(lambda: actions.remove_succession(made, by=writer(), reason=" ")) == (
            "reason_missing",
            "reason",
        )


class TestRenameCountry:
    @pytest.mark.parametrize("role", ["head", "administrator"])
    def test_keeps_name_and_ground(self, role):
        record = actions.rename_country(
            country("LA"), by=writer(role), basis="Công văn 12", name_vi="CHDCND Lào"
        )

        record.refresh_from_db()
        assert (record.name_vi, record.basis, record.name_en) == (
            "CHDCND Lào",
            "Công văn 12",
            "Lao PDR",
        )
        assert record.sort_key != country("VN").sort_key

    @pytest.mark.parametrize("role", ["officer", "leader", "contributor", "clerk", "auditor"])
    def test_is_for_heads_and_administrators(self, role):
        with pytest.raises(PermissionDenied):
            actions.rename_country(country("LA"), by=writer(role), basis="X", name_vi="Y")
        assert country("LA").name_vi == "Lào"

    def test_needs_a_ground_and_a_name(self):
        empty = dict.fromkeys(("name_vi", "name_en", "name_ja", "name_native"), "")

        assert refusal(
            lambda: actions.rename_country(country("LA"), by=writer(), basis=" ", name_vi="Y")
        ) == ("basis_missing", "basis")
        assert broken(
            lambda: actions.rename_country(country("LA"), by=writer(), basis="X", **empty)
        ) == {"__all__": ["no_name"]}

    def test_lets_partners_be_found_by_the_new_name(self):
        organisation("Thanh tra", code="sia", country=country("LA"))
        actions.rename_country(country("LA"), by=writer(), basis="X", name_vi="Vạn Tượng")

        assert [h.code for h in search.find(officer(), "vạn tượng")] == ["sia"]
