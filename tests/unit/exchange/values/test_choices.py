"""Words that stand for one of a closed list."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from banggiao.activities.enums import Stage
from banggiao.agreements.enums import InNameOf, InstrumentKind, State
from banggiao.exchange.books.book import Broken
from banggiao.exchange.values.choices import Choices, _data, choices
from banggiao.exchange.values.read import Read
from banggiao.partners.enums import OrganisationKind
from banggiao.plans.enums import ActivityKind, Funding, Mode

WORDS = {
    "activity_kinds": [
        *(
            ("Đoàn ra", "delegation_out"),
            ("I. ĐOÀN RA", "delegation_out"),
            ("doan ra", "delegation_out"),
        ),
        *(
            ("II. ĐOÀN VÀO", "delegation_in"),
            ("Đón đoàn", "delegation_in"),
            ("Incoming", "delegation_in"),
        ),
        *(
            ("Hội thảo", "workshop"),
            ("Toạ đàm", "workshop"),
            ("Tọa đàm", "workshop"),
            ("Seminar", "workshop"),
        ),
        *(
            ("III. HỘI NGHỊ, HỘI THẢO QUỐC TẾ", "workshop"),
            ("Hội nghị", "conference"),
            ("研修", "training"),
        ),
        *(
            ("Tập huấn", "training"),
            ("Khoá bồi dưỡng nghiệp vụ", "training"),
            ("Lễ ký kết", "signing"),
        ),
        *(
            ("Chào xã giao Lãnh đạo", "courtesy_call"),
            ("Họp", "meeting"),
            ("Họp đa phương", "multilateral_meeting"),
        ),
    ],
    "modes": [
        *(
            ("Trực tiếp", "in_person"),
            ("trực tuyến", "online"),
            ("online qua Zoom", "online"),
            ("Hybrid", "hybrid"),
        ),
        *(
            ("Kết hợp", "hybrid"),
            ("trực tiếp kết hợp trực tuyến", "hybrid"),
            ("オンライン", "online"),
        ),
    ],
    "funding": [
        ("NSNN", "state_budget"),
        ("Phía mời", "host"),
        ("dự án", "project"),
        ("Tự túc", "other"),
    ],
    "instrument_kinds": [
        *(
            ("Bản ghi nhớ hợp tác", "memorandum_of_cooperation"),
            ("Bản Ghi nhớ", "memorandum_of_understanding"),
        ),
        *(
            ("Thoả thuận hợp tác", "cooperation_agreement"),
            ("Thỏa thuận hợp tác", "cooperation_agreement"),
        ),
        *(
            ("Kế hoạch hợp tác", "action_plan"),
            ("Tuyên bố chung", "joint_statement"),
            ("Tuyên bố", "declaration"),
        ),
        *(
            ("MOU", "memorandum_of_understanding"),
            ("MOC", "memorandum_of_cooperation"),
            ("協力覚書", "memorandum_of_cooperation"),
        ),
        *(
            ("Bản ghi nhớ hợp tác giữa TTCP và MACC", "memorandum_of_cooperation"),
            ("Thoả thuận kết nghĩa", "sister_city_agreement"),
        ),
    ],
    "instrument_states": [
        *(
            ("còn HL", "in_force"),
            ("Còn hiệu lực", "in_force"),
            ("đang hiệu lực", "in_force"),
            ("in force", "in_force"),
        ),
        *(
            ("有効", "in_force"),
            ("Hết hiệu lực", "expired"),
            ("hết HL", "expired"),
            ("không còn hiệu lực", "expired"),
        ),
        *(
            ("Đang gia hạn", "extending"),
            ("Đã được thay thế", "replaced"),
            ("Chấm dứt", "ended"),
            ("失効", "expired"),
        ),
        *(
            ("chưa ký", "not_signed"),
            ("chưa có hiệu lực", "signed"),
            ("Hết hiệu lực (2020)", "expired"),
        ),
    ],
    "ranks": [
        *(
            ("Tổng Thanh tra", "head_of_agency"),
            ("Bộ trưởng", "head_of_agency"),
            ("Thủ trưởng cơ quan", "head_of_agency"),
        ),
        *(
            ("Phó Tổng Thanh tra", "deputy_head"),
            ("Thứ trưởng", "deputy_head"),
            ("Cấp Vụ", "department"),
        ),
        *(
            ("Vụ trưởng", "department"),
            ("Cục trưởng", "department"),
            ("Chuyên viên", "officer"),
            ("課長", "officer"),
        ),
        *(
            ("thủ trưởng", "head_of_agency"),
            ("cấp Vụ trưởng", "department"),
            ("Lãnh đạo Vụ HTQT", "department"),
        ),
    ],
    "activity_states": [
        *(
            ("đã thực hiện", "held"),
            ("Đã tổ chức", "held"),
            ("hoãn", "postponed"),
            ("hủy", "cancelled"),
            ("huỷ", "cancelled"),
        ),
        *(
            ("dự kiến", "preparing"),
            ("chưa tổ chức", "preparing"),
            ("không thực hiện", "cancelled"),
            ("実施済み", "held"),
        ),
    ],
    "organisation_kinds": [
        *(
            ("Bộ", "ministry"),
            ("Cơ quan chống tham nhũng", "anti_corruption_agency"),
            ("Đại sứ quán", "diplomatic_mission"),
        ),
        *(
            ("Tổ chức quốc tế", "international_organisation"),
            ("Thành phố", "local_government"),
            ("大学", "school"),
        ),
    ],
    "in_name_of": [
        ("Ký nhân danh Thanh tra Chính phủ", "ministry_or_agency"),
        ("Chính phủ", "government"),
    ],
}
CODES = {
    "activity_kinds": set(ActivityKind.values),
    "modes": set(Mode.values),
    "funding": set(Funding.values),
    "instrument_kinds": {*InstrumentKind.values, "joint_statement"},
    "instrument_states": {*State.values, "extending"},
    "ranks": {"state_leader", "head_of_agency", "deputy_head", "department", "officer"},
    "activity_states": set(Stage.values),
    "organisation_kinds": set(OrganisationKind.values),
    "in_name_of": set(InNameOf.values),
}


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [(name, text, code) for name, words in WORDS.items() for text, code in words],
)
def test_a_word_stands_for_its_code(name, text, code):
    known = choices(name)
    assert known.read(text) == known.read(normalize("NFD", text)) == Read(code)


@pytest.mark.parametrize("name", CODES)
def test_the_codes_are_those_of_the_register(name):
    assert set(choices(name).codes) == CODES[name]


@pytest.mark.parametrize("name", CODES)
def test_every_word_of_the_data_reads_back_its_code(name):
    for code, words in _data()[name].items():
        for word in (code, *words):
            assert choices(name).read(word).value == code, word


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ranks", "thu truong"),
        ("activity_kinds", "1. Song phương"),
        ("activity_kinds", "hợp tác"),
        ("modes", "xyz"),
    ],
)
def test_what_is_not_surely_known_is_a_problem(name, text):
    assert choices(name).read(text) == Read("", "unknown_choice")


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("", Read("")),
        ("-", Read("")),
        ("chưa rõ", Read("", doubt="not_known")),
        (Broken("#REF!"), Read("", "formula_error")),
        (5, Read("", "unknown_choice")),
    ],
)
def test_what_else_a_cell_may_say(value, read):
    assert choices("modes").read(value) == read


class TestOrder:
    KNOWN = Choices({"small": ["bản"], "large": ["bản ghi nhớ"], "other": ["họp"], "x": ["hop x"]})

    def test_the_longest_phrase_goes_first(self):
        assert self.KNOWN.read("một bản ghi nhớ") == Read("large")

    def test_the_phrase_at_the_beginning_goes_before_longer_ones(self):
        assert self.KNOWN.read("Họp về bản ghi nhớ") == Read("other", doubt="several_choices")

    def test_what_is_denied_is_not_read(self):
        assert self.KNOWN.read("không bản") == Read("", "unknown_choice")
        assert choices("instrument_states").read("Không hiệu lực") == Read("expired")
        assert choices("instrument_states").read("Không thay thế") == Read("", "unknown_choice")

    def test_words_count_whole(self):
        assert self.KNOWN.read("văn bảnh") == Read("", "unknown_choice")

    def test_without_diacritics_a_word_is_found_where_none_were_typed(self):
        assert self.KNOWN.read("hop") == Read("other")
        assert self.KNOWN.read("hợp") == Read("", "unknown_choice")

    def test_a_word_for_two_codes_is_none(self):
        twice = Choices({"a": ["thứ trưởng"], "b": ["thủ trưởng"]})
        assert twice.read("thu truong") == Read("", "unknown_choice")
        assert twice.read("Thủ trưởng") == Read("b")
