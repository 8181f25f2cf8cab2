"""The field that takes a record by name or code."""

from __future__ import annotations

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import override

from banggiao.accounts.records import set_aside
from banggiao.core.pickers import RecordField, give_viewer
from banggiao.partners.forms import OrganisationForm
from banggiao.partners.models import Organisation
from tests.factories.partners import PUBLIC, RESTRICTED, officer, organisation, writer

pytestmark = pytest.mark.django_db


def field(viewer=None, **options) -> RecordField:
    made = RecordField(Organisation, **options)
    made.viewer = viewer or officer()
    return made


def refusal(text: str, viewer=None) -> tuple[str, str]:
    with pytest.raises(ValidationError) as caught:
        field(viewer).clean(text)
    with override("en"):
        return caught.value.code, caught.value.messages[0]


def unknown(text: str) -> tuple[str, str]:
    sentence = f"Nothing in the register fits “{text}”. Type another part of its name."
    return "record_unknown", sentence


class TestNaming:
    @pytest.mark.parametrize(
        "text",
        [
            "acrc",
            "Anything at all [acrc]",
            "  Ủy ban Chống tham nhũng [acrc]  ",
            "Ủy ban Chống tham nhũng",
            "uy ban chong tham nhung",
            "chống tham",
            "국민권익위원회",
            "Biệt danh",
        ],
    )
    def test_one_record_gives_it(self, text):
        record = organisation(
            "Ủy ban Chống tham nhũng",
            code="acrc",
            name_native="국민권익위원회",
            aliases=["Biệt danh"],
        )
        organisation("Cơ quan khác")

        assert field().clean(text) == record

    def test_the_full_name_wins_over_longer_ones(self):
        record = organisation("Bộ Tư pháp")
        organisation("Bộ Tư pháp Lào")

        assert field().clean("bộ tư pháp") == record

    def test_nothing_gives_none_where_it_may_be_empty(self):
        assert field(required=False).clean("  ") is None
        with pytest.raises(ValidationError):
            field().clean("")

    @pytest.mark.parametrize("text", ["không có ai", "x [nobody]", "!!!", "\x00", "\ud800", "[]"])
    def test_what_is_not_there_is_said_with_the_words_typed(self, text):
        organisation("Cơ quan A")

        assert refusal(text) == unknown(text)

    def test_several_are_listed_with_their_codes(self):
        organisation("Cục Thanh tra Bắc", code="bac")
        organisation("Cục Thanh tra Nam", code="nam")

        code, sentence = refusal("cục thanh tra")

        assert code == "record_ambiguous"
        assert "Cục Thanh tra Bắc [bac]; Cục Thanh tra Nam [nam]" in sentence

    def test_two_of_the_same_name_are_both_listed(self):
        organisation("Bộ Tư pháp", code="one")
        organisation("Bộ Tư pháp", code="two")

        assert refusal("Bộ Tư pháp")[0] == "record_ambiguous"

    def test_of_what_was_set_aside_finds_nothing(self):
        set_aside(organisation("Cục nhầm", code="slip"), by=writer(), reason="Nhầm")

        assert [refusal(text)[0] for text in ("slip", "Cục nhầm")] == ["record_unknown"] * 2

    def test_without_a_viewer_is_a_slip(self):
        with pytest.raises(RuntimeError, match="viewer"):
            RecordField(Organisation).clean("acrc")


class TestHidden:
    @pytest.mark.parametrize("text", ["secret", "Cục mật", "x [secret]", "cuc mat", "Bí danh"])
    def test_record_is_refused_as_if_it_were_not_there(self, text):
        organisation("Cục mật", code="secret", classification=RESTRICTED, aliases=["Bí danh"])

        assert refusal(text) == unknown(text)
        assert field(writer()).clean(text).code == "secret"

    def test_record_makes_nothing_ambiguous(self):
        organisation("Cục Thanh tra mật", classification=RESTRICTED)
        record = organisation("Cục Thanh tra mở", classification=PUBLIC)

        assert field(officer(PUBLIC)).clean("cục thanh tra") == record

    def test_stored_record_is_not_shown_and_not_lost(self):
        parent = organisation("Cục mật", classification=RESTRICTED)
        child = organisation("Phòng mở", parent=parent)
        form = OrganisationForm(instance=child)
        give_viewer(form, officer())

        assert form["parent"].value() == ""
        assert form.fields["parent"].clean("") == parent

    def test_stored_record_gives_way_to_another(self):
        parent = organisation("Cục mật", classification=RESTRICTED)
        other = organisation("Cục mở", code="open")
        form = OrganisationForm(instance=organisation("Phòng", parent=parent))
        give_viewer(form, officer())

        assert form.fields["parent"].clean("open") == other


class TestShowing:
    def test_stored_record_stands_with_name_and_code(self):
        parent = organisation("Cục A", code="cuc-a")
        form = OrganisationForm(instance=organisation("Phòng", parent=parent))
        give_viewer(form, officer())

        assert form["parent"].value() == "Cục A [cuc-a]"

    def test_what_was_typed_stays_as_typed(self):
        form = OrganisationForm({"parent": "gõ dở"})
        give_viewer(form, officer())

        assert form["parent"].value() == "gõ dở"

    def test_control_asks_for_its_own_kind(self):
        class OneForm(forms.Form):
            body = RecordField(Organisation)

        html = str(OneForm()["body"])

        assert 'hx-get="/search/options/?kind=partners.organisation"' in html
        assert 'list="id_body_options"' in html
        assert '<datalist id="id_body_options"></datalist>' in html
