"""The steps every action shares."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from django.core.exceptions import ValidationError

from banggiao.core.errors import Stale
from banggiao.core.writing import CODE_LENGTH, assign, free_code, lock, prepare, save
from banggiao.partners.enums import OrganisationKind
from banggiao.partners.models import Milestone, Organisation, SituationNote
from tests.factories.partners import organisation

pytestmark = pytest.mark.django_db


class TestLock:
    def test_gives_the_row_as_it_is_stored(self):
        record = organisation("Ủy ban A")
        Organisation.objects.filter(pk=record.pk).update(abbreviation="UBA")

        assert lock(record).abbreviation == "UBA"

    def test_of_the_stored_version_passes(self):
        record = organisation()

        assert lock(record, version=1) == record

    def test_of_another_version_is_stale_and_carries_what_is_stored(self):
        record = organisation("Tên cũ")
        Organisation.objects.filter(pk=record.pk).update(name_vi="Tên mới", version=2)

        with pytest.raises(Stale) as caught:
            lock(record, version=1)

        current = caught.value.current
        assert isinstance(current, Organisation)
        assert (caught.value.code, current.version, current.name_vi) == ("stale", 2, "Tên mới")


class TestAssign:
    def test_sets_what_is_allowed_and_cleans_text_to_nfc(self):
        record = Organisation()

        assign(record, {"name_vi": normalize("NFD", " Đối tác ")}, ("name_vi",))

        assert record.name_vi == "Đối tác"

    def test_refuses_an_unknown_field_and_sets_none(self):
        record = Organisation(name_vi="Cũ")

        with pytest.raises(TypeError, match=r"Organisation takes no \['is_own', 'version'\]"):
            assign(record, {"name_vi": "Mới", "is_own": True, "version": 9}, ("name_vi",))

        assert (record.name_vi, record.is_own) == ("Cũ", False)


class TestFreeCode:
    def test_is_made_of_the_words_of_the_name(self):
        assert free_code(Organisation, "Bộ Nội vụ & Đào tạo") == "bo-noi-vu-dao-tao"

    def test_counts_on_while_codes_are_taken(self):
        codes = [organisation("Cục Đối ngoại").code for _ in range(3)]

        assert codes == ["cuc-doi-ngoai", "cuc-doi-ngoai-2", "cuc-doi-ngoai-3"]

    def test_fills_a_gap_rather_than_meet_a_taken_number(self):
        organisation("Cục Đối ngoại")
        organisation("Khác", code="cuc-doi-ngoai-3")

        assert free_code(Organisation, "Cục Đối ngoại") == "cuc-doi-ngoai-2"

    @pytest.mark.parametrize("text", ["総務省", "국민권익위원회", "!!!", ""])
    def test_falls_back_on_the_kind_of_record(self, text):
        assert free_code(Organisation, text) == "organisation"
        assert free_code(SituationNote, text) == "situationnote"

    def test_of_a_long_name_leaves_room_for_a_number(self):
        organisation("Ban " * 90)

        code = free_code(Organisation, "Ban " * 90)

        assert (len(code) <= CODE_LENGTH + 2, code[-2:]) == (True, "-2")

    def test_of_each_model_is_free_by_itself(self):
        organisation("Hợp tác", code="hop-tac")

        assert free_code(Milestone, "Hợp tác") == "hop-tac"


class TestPrepare:
    def test_sets_sort_key_and_code(self):
        record = Organisation(name_vi="Ấn Độ")

        prepare(record)

        assert record.code == "an-do"
        assert record.sort_key > Organisation(name_vi="An Giang").sort_key

    def test_leaves_a_code_that_is_there(self):
        record = Organisation(name_vi="Ấn Độ", code="india")

        prepare(record)

        assert record.code == "india"


class TestSave:
    def test_counts_versions_from_one(self):
        record = organisation()
        record.abbreviation = "X"

        save(record)

        assert (record.version, lock(record).version) == (2, 2)

    def test_writes_nothing_when_a_rule_is_broken(self):
        record = organisation("Tên cũ")
        record.name_vi, record.kind = "Tên mới", "no such kind"

        with pytest.raises(ValidationError):
            save(record)

        assert (lock(record).name_vi, lock(record).version) == ("Tên cũ", 1)

    def test_moves_the_time_of_change_and_keeps_that_of_entry(self):
        record = organisation()
        entered, changed = record.created_at, record.changed_at
        record.kind = OrganisationKind.OMBUDSMAN

        save(record)

        assert (lock(record).created_at, lock(record).changed_at > changed) == (entered, True)
