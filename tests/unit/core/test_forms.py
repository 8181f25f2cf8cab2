"""Forms over records: refusals reach their field, a stale form shows both values and loses none."""

from __future__ import annotations

from typing import Any
from unicodedata import normalize

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from banggiao.core.errors import Refused
from banggiao.core.forms import ReasonForm
from banggiao.core.pickers import give_viewer
from banggiao.partners.actions import organisations, people
from banggiao.partners.forms import OrganisationForm, PersonForm, PostForm
from banggiao.partners.models import Organisation
from tests.factories.partners import (
    RESTRICTED,
    country,
    officer,
    organisation,
    person,
    post,
    writer,
)

pytestmark = pytest.mark.django_db


def query(data: dict[str, Any]) -> QueryDict:
    made = QueryDict(mutable=True)
    made.update({name: str(value) for name, value in data.items()})
    return made


def typed(record: Organisation, **changes: Any) -> dict[str, Any]:
    """Give what the browser would send of the edit page of the record, with changes."""
    form = OrganisationForm(instance=record)
    give_viewer(form, writer())
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if v is None else v for name, v in values.items()} | changes


def opened(record: Organisation, data: dict[str, Any], viewer=None) -> OrganisationForm:
    """Post the form as the page does: over the record as it is stored now."""
    form = OrganisationForm(query(data), instance=Organisation.objects.get(pk=record.pk))
    give_viewer(form, viewer or writer())
    return form


def save(form: OrganisationForm, record: Organisation, by=None) -> bool:
    assert form.is_valid(), form.errors
    ran, _result = form.submit(
        lambda: organisations.change_organisation(record, by=by or writer(), **form.cleaned_data)
    )
    return ran


class TestRefusal:
    def refused(self, error: Exception) -> ReasonForm:
        form = ReasonForm({"reason": "Vì"})
        assert form.is_valid()

        def action() -> None:
            raise error

        assert form.submit(action) == (False, None)
        return form

    def test_goes_to_the_field_it_names(self):
        form = self.refused(Refused("reason_missing", "Nói lý do.", field="reason"))

        assert form.errors == {"reason": ["Nói lý do."]}
        assert form.errors.as_data()["reason"][0].code == "reason_missing"

    @pytest.mark.parametrize("field", [None, "not_on_this_form"])
    def test_stands_on_top_otherwise(self, field):
        assert self.refused(Refused("in_use", "Còn dùng.", field=field)).errors == {
            "__all__": ["Còn dùng."]
        }

    def test_of_the_model_goes_to_its_fields(self):
        errors = ValidationError({"reason": ["Sai."], "hidden": ["Lạ."], "__all__": ["Chung."]})

        assert self.refused(errors).errors == {"reason": ["Sai."], "__all__": ["Lạ.", "Chung."]}

    def test_without_fields_stands_on_top(self):
        assert self.refused(ValidationError("Hỏng.")).errors == {"__all__": ["Hỏng."]}


class TestReason:
    @pytest.mark.parametrize("reason", ["", "   ", "\x00", "a\x07b"])
    def test_must_say_something_that_can_be_kept(self, reason):
        form = ReasonForm({"reason": reason})

        assert not form.is_valid()
        assert list(form.errors) == ["reason"]

    def test_is_asked_of_a_change_and_not_of_a_new_record(self):
        assert "reason" not in OrganisationForm().fields
        assert OrganisationForm(instance=organisation()).fields["reason"].required is False


class TestClean:
    def test_brings_text_to_nfc(self):
        form = PersonForm(
            {
                "name": normalize("NFD", "Nguyễn Đức Ân"),
                "name_order": "family_first",
                "classification": "1",
            }
        )

        assert form.is_valid()
        assert form.cleaned_data["name"] == "Nguyễn Đức Ân"

    @pytest.mark.parametrize(
        "founded", ["31/2/2020", "13/2020", "2020-13", "sometime", "2020-02-30", "20/20", "99"]
    )
    def test_refuses_impossible_dates_and_keeps_what_was_typed(self, founded):
        form = OrganisationForm({"name_vi": "A", "kind": "ministry", "founded": founded})

        assert not form.is_valid()
        assert form.errors.as_data()["founded"][0].code == "bad_date"
        assert form["founded"].value() == founded

    @pytest.mark.parametrize("name", ["a\x00b", "a\x07b", "a\ud800b", "\ufffe"])
    def test_refuses_text_that_cannot_be_stored_in_one_sentence(self, name):
        form = OrganisationForm({"name_vi": name, "kind": "ministry", "classification": 1})
        give_viewer(form, writer())

        if form.is_valid():
            form.submit(lambda: organisations.add_organisation(by=writer(), **form.cleaned_data))

        assert (list(form.errors), len(form.errors["name_vi"])) == (["name_vi"], 1)
        assert form["name_vi"].value() == name
        assert Organisation.objects.count() == 0

    @pytest.mark.parametrize(("field", "length"), [("name_vi", 401), ("abbreviation", 41)])
    def test_refuses_what_is_too_long_in_one_sentence(self, field, length):
        data = {"name_vi": "A", "kind": "ministry", "classification": 1} | {field: "x" * length}

        form = OrganisationForm(data)

        assert not form.is_valid()
        assert (list(form.errors), len(form.errors[field])) == ([field], 1)

    def test_takes_other_names_one_a_line_and_each_once(self):
        form = OrganisationForm(
            {"name_vi": "A", "kind": "ministry", "classification": 1, "aliases": "x\n\n y \r\nx"}
        )

        assert form.is_valid()
        assert form.cleaned_data["aliases"] == ["x", "y"]

    @pytest.mark.parametrize("line", ["x" * 401, "a\x00b"])
    def test_refuses_other_names_that_cannot_be_kept(self, line):
        form = OrganisationForm(
            {"name_vi": "A", "kind": "ministry", "classification": 1, "aliases": f"ok\n{line}"}
        )

        assert not form.is_valid()
        assert (list(form.errors), len(form.errors["aliases"])) == (["aliases"], 1)


class TestStale:
    def both(self) -> tuple[Organisation, dict[str, Any]]:
        """Give a record that somebody saved after this form was opened."""
        record = organisation("Tên", code="r", abbreviation="CŨ", aliases=["a"], founded="2001")
        mine = typed(record, name_vi="Tên của tôi", remark="Ghi của tôi")
        organisations.change_organisation(
            record,
            by=writer(),
            name_vi="Tên của họ",
            abbreviation="HỌ",
            country=country("KR"),
            founded="2002-03",
            aliases=["b"],
            classification=RESTRICTED,
        )
        return record, mine

    def test_shows_both_values_of_each_field_that_differs(self):
        record, mine = self.both()
        form = opened(record, mine)

        assert save(form, record) is False

        conflicts = {c["input_name"]: (c["yours"], c["theirs"]) for c in form.conflicts}
        # The test asks in Vietnamese, the language of the house.
        assert conflicts == {
            "keep_name_vi": ("Tên của tôi", "Tên của họ"),
            "keep_abbreviation": ("CŨ", "HỌ"),
            "keep_country": ("", "Hàn Quốc"),
            "keep_founded": ("2001", "3/2002"),
            "keep_classification": ("Nội bộ", "Hạn chế"),
            "keep_aliases": ("a", "b"),
            "keep_remark": ("Ghi của tôi", ""),
        }
        assert form.errors.as_data()["__all__"][0].code == "stale"
        assert form["name_vi"].value() == "Tên của tôi"
        assert form["version"].value() == "2"
        record.refresh_from_db()
        assert (record.name_vi, record.version) == ("Tên của họ", 2)

    def test_takes_the_choices_on_the_next_post(self):
        record, mine = self.both()
        first = opened(record, mine)
        save(first, record)
        choices = {c["input_name"]: "theirs" for c in first.conflicts} | {
            "keep_name_vi": "yours",
            "keep_remark": "yours",
        }

        assert save(opened(record, mine | {"version": "2"} | choices), record) is True

        record.refresh_from_db()
        assert (record.name_vi, record.abbreviation, record.country_id) == (
            "Tên của tôi",
            "HỌ",
            "KR",
        )
        assert (str(record.founded), record.remark) == ("2002-03", "Ghi của tôi")
        assert (record.classification, record.version) == (RESTRICTED, 3)
        assert [alias.name for alias in record.aliases.all()] == ["b"]

    def test_without_choices_keeps_what_was_typed(self):
        record, mine = self.both()

        assert save(opened(record, mine | {"version": "2"}), record) is True

        record.refresh_from_db()
        assert (record.name_vi, record.abbreviation) == ("Tên của tôi", "CŨ")

    def test_is_asked_again_when_a_third_save_came_between(self):
        record, mine = self.both()
        organisations.change_organisation(record, by=writer(), name_vi="Tên thứ ba")
        form = opened(record, mine | {"version": "2", "keep_name_vi": "yours"})

        assert save(form, record) is False
        assert ("Tên của tôi", "Tên thứ ba") in [(c["yours"], c["theirs"]) for c in form.conflicts]

    def test_goes_through_when_the_other_save_touched_nothing_here(self):
        record = organisation("Tên")
        mine = typed(record)
        organisations.record_succession(record, organisation(), by=writer())

        assert save(opened(record, mine), record) is True

    def test_says_nothing_of_a_parent_the_reader_may_not_know_of(self):
        record = organisation("Phòng", code="room")
        mine = typed(record, name_vi="Phòng của tôi", parent="")
        secret = organisation("Cục mật", classification=RESTRICTED)
        organisations.change_organisation(record, by=writer(), parent=secret)
        form = opened(record, mine | {"keep_parent": "theirs"}, officer())

        assert save(form, record, officer()) is False
        assert [(c["yours"], c["theirs"]) for c in form.conflicts] == [("Phòng của tôi", "Phòng")]
        assert form["parent"].value() == ""

        again = opened(record, mine | {"version": "2"}, officer())
        assert save(again, record, officer()) is True
        record.refresh_from_db()
        assert (record.name_vi, record.parent) == ("Phòng của tôi", secret)

    def test_part_counts_by_the_record_it_belongs_to(self):
        holder = person()
        held = post(holder, organisation(), name_vi="Trưởng phòng", start="2020")
        data = query({"name_vi": "Vụ trưởng", "version": held.person.version, "is_head": "on"})
        people.change_post(held, by=writer(), name_vi="Phó Vụ trưởng")
        form = PostForm(data, instance=type(held).objects.get(pk=held.pk))
        give_viewer(form, writer())
        assert form.is_valid()

        ran, _none = form.submit(lambda: people.change_post(held, by=writer(), **form.cleaned_data))

        assert ran is False
        shown = {c["input_name"]: (c["yours"], c["theirs"]) for c in form.conflicts}
        assert shown["keep_name_vi"] == ("Vụ trưởng", "Phó Vụ trưởng")
        assert shown["keep_start"] == ("", "2020")


def test_a_conflict_without_a_choice_writes_neither_value():
    record = organisation("Tên cũ", code="x")
    mine = typed(record, name_vi="Tên của tôi")
    organisations.change_organisation(record, by=writer(), name_vi="Tên của họ")
    data = query(mine | {"version": "2"})
    data.setlist("asked", ["keep_name_vi"])
    form = OrganisationForm(data, instance=Organisation.objects.get(pk=record.pk))
    give_viewer(form, writer())

    assert not form.is_valid()
    assert form.errors.as_data()["__all__"][0].code == "choice_missing"
    assert [c["input_name"] for c in form.conflicts] == ["keep_name_vi"]

    data["keep_name_vi"] = "yours"
    form = OrganisationForm(data, instance=Organisation.objects.get(pk=record.pk))
    give_viewer(form, writer())
    assert save(form, record)
    assert Organisation.objects.get(pk=record.pk).name_vi == "Tên của tôi"
