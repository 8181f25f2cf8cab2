"""Which column tells which field, by what its heading means."""

from __future__ import annotations

import re

import pytest

from banggiao.exchange.enums import Kind
from banggiao.exchange.kinds.fields import (
    ESSENTIAL,
    fields_of,
    fit,
    headings,
    holds_people,
    is_known,
    is_other,
)
from banggiao.exchange.kinds.mapping import (
    NOTHING,
    SURE,
    is_of_kind,
    kind_of,
    layout_key,
    map_columns,
    suits,
)
from banggiao.exchange.kinds.marks import time_of
from banggiao.exchange.layout.parts import Heading, Row, Table


def table(
    *labels: str | tuple[str, ...], rows: list[list[str]] | None = None, title: str = ""
) -> Table:
    """Make a table with these headings; a tuple is a label with the one over it first."""
    heads = [
        Heading(c, (label,) if isinstance(label, str) else label)
        for c, label in enumerate(labels, 1)
    ]
    made = Table("Sheet1", heads, (1,), title)
    for number, cells in enumerate(rows or [], 2):
        texts = {c: text for c, text in enumerate(cells, 1) if text}
        made.rows.append(Row(number, texts, texts))
    return made


def fields(kind: str, *labels: str | tuple[str, ...], **more: list[list[str]]) -> list[str]:
    return [one.field for one in map_columns(table(*labels, **more), kind).values()]


class TestWords:
    def test_each_essential_field_has_names(self) -> None:
        for kind, groups in ESSENTIAL.items():
            for name in {one for group in groups for one in group}:
                assert headings()[kind][name], (kind, name)

    def test_no_name_means_two_fields_of_a_kind(self) -> None:
        twice = {("activities", "内 容")}  # our own lists call a title so, others the content
        for kind, named in headings().items():
            seen: dict[tuple[str, str], str] = {}
            for name, phrases in named.items():
                for phrase in set(phrases):
                    if (kind, phrase.label) in twice:
                        continue
                    first = seen.setdefault(tuple(phrase), name)
                    assert first == name, (kind, phrase, first, name)

    def test_every_name_is_read_as_its_field(self) -> None:
        for kind, named in headings().items():
            for name, phrases in named.items():
                for phrase in phrases:
                    labels = (phrase.parent, phrase.label) if phrase.parent else (phrase.label,)
                    best = max(fields_of(kind), key=lambda one: fit(labels, kind, one))
                    assert fit(labels, kind, name) >= 0.96, (kind, phrase)
                    assert fit(labels, kind, best) == fit(labels, kind, name), (kind, phrase, best)

    @pytest.mark.parametrize(
        "label",
        ["STT", "stt.", "Số TT", "THỜI GIAN", "Thoi gian", "Kinh phí (triệu đồng)", "備考", "No."],
    )
    def test_names_are_known_however_they_are_typed(self, label: str) -> None:
        assert is_known(label) == 1

    def test_a_name_among_other_words_is_known_in_part(self) -> None:
        assert 0 < is_known("Nội dung làm việc chính") < 1
        assert is_known("Nguyễn Văn A1") == is_known("Malaysia") == is_known("x" * 200) == 0

    def test_columns_of_people(self) -> None:
        assert holds_people(("Trưởng đoàn (họ tên, chức vụ)",))
        assert holds_people(("Người ký", "Phía Việt Nam"))
        assert not holds_people(("Nội dung",))
        assert not holds_people(("Tên cơ quan",))


class TestOtherColumns:
    def test_words_that_look_like_a_field_and_are_none(self) -> None:
        labels = ("Tên đoàn", "Nước ngoài", "Ngày sinh", "Cấp cho phép", "Nước")
        assert fields("plan", *labels) == ["title", "", "", "", "countries"]
        assert is_other(("Số đại biểu", "Nước ngoài"))
        assert not is_other(("Nước",))

    def test_what_a_person_chose_goes_before_it(self) -> None:
        mapped = map_columns(table("Tên đoàn", "Nước ngoài"), "plan", {2: "partner"})
        assert mapped[2].field == "partner"

    def test_the_first_of_two_names_tells_most(self) -> None:
        assert fields("activities", "Nội dung", "Quốc gia/Tổ chức", "Đối tác") == [
            *("title", "countries", "partner")
        ]

    def test_parts_of_a_number_only_where_nothing_says_the_whole(self) -> None:
        parts = (("Số đại biểu", "Việt Nam"), ("Số đại biểu", "Nước ngoài"))
        whole = ("Số đại biểu", "Tổng số")
        assert fields("plan", "Tên đoàn", *parts) == ["title", "headcount", "headcount"]
        assert fields("plan", "Tên đoàn", *parts, whole) == ["title", "", "", "headcount"]

    @pytest.mark.parametrize("labels", [("Ngày đến", "Ngày đi"), ("Ngày ra", "Ngày vào")])
    def test_the_second_of_two_first_days_is_the_last_day(self, labels: tuple[str, str]) -> None:
        for two in (labels, labels[::-1]):
            assert fields("activities", "Nội dung", *two) == ["title", "start", "end"]
        assert fields("activities", "Nội dung", *labels, "Đến ngày")[-1] == "end"

    def test_a_plan_calls_its_columns_as_a_log_does(self) -> None:
        assert fields("plan", "Đoàn khách", "Quốc tịch", "Số khách") == [
            *("title", "countries", "headcount")
        ]

    def test_a_table_that_counts_things_is_no_list_of_them(self) -> None:
        for labels in (
            ("Quốc gia", "Số đoàn", "Tổng số người"),
            ("Row Labels", "Count of Tên đoàn", "Sum of Số người"),
        ):
            counted = table(*labels)
            assert not suits(counted, "activities", map_columns(counted, "activities"))


class TestFit:
    def test_the_label_itself_goes_before_one_that_holds_it(self) -> None:
        exact, bracket = (
            fit(("Thời gian",), "plan", "period"),
            fit(("Thời gian (ước)",), "plan", "period"),
        )
        part = fit(("Thời gian và địa điểm họp",), "plan", "period")
        assert exact == 1 > bracket > part > 0

    def test_a_label_below_another_means_what_both_say(self) -> None:
        own = fields(
            "instruments",
            "STT",
            "Tên văn kiện",
            ("Bên ký nước ngoài", "Cơ quan"),
            ("Bên ký nước ngoài", "Nước"),
        )
        assert own == ["no", "title", "partner", "countries"]
        money = fields(
            "plan", "Tên đoàn", "Đối tác", ("Kinh phí", "NSNN"), ("Kinh phí", "Phía mời")
        )
        assert money == ["title", "partner", "budget_state", "budget_partner"]

    def test_total_means_what_it_totals(self) -> None:
        labels = ("Nội dung", "Nước", ("Số người", "Tổng số"), ("Kinh phí", "Tổng số"))
        assert fields("activities", *labels) == ["title", "countries", "headcount", "cost"]


class TestMapping:
    def test_a_field_is_told_by_the_column_that_fits_it_best(self) -> None:
        assert fields("activities", "Nội dung công việc", "Nội dung", "Nước") == [
            "",
            "title",
            "countries",
        ]

    def test_a_label_that_means_two_things_waits_for_others(self) -> None:
        assert fields("activities", "内容", "件名", "国名") == ["content", "title", "countries"]
        assert fields("activities", "内容", "国名") == ["title", "countries"]

    def test_some_fields_take_several_columns(self) -> None:
        assert fields("activities", "Tên đoàn", "Ghi chú", "Lưu ý") == ["title", "note", "note"]

    def test_what_a_person_chose_goes_before_everything(self) -> None:
        made = table("Nội dung", "Nước", "Màu")
        mapped = map_columns(made, "activities", {1: NOTHING, 3: "title"})
        assert [(one.field, one.chosen) for one in mapped.values()] == [
            *(("", True), ("countries", False), ("title", True)),
        ]

    def test_two_columns_below_one_label_are_first_and_last_day(self) -> None:
        assert fields("activities", "Nội dung", "Thời gian", "Thời gian") == [
            "title",
            "start",
            "end",
        ]
        assert fields("plan", "Nội dung", "Thời gian", "Thời gian")[1:] == ["start", "end"]

    def test_den_and_di_go_by_their_order(self) -> None:
        assert fields("activities", "Tên đoàn", ("Thời gian", "Đến"), ("Thời gian", "Đi"))[1:] == [
            "start",
            "end",
        ]
        assert fields("activities", "Tên đoàn", ("Thời gian", "Đi"), ("Thời gian", "Đến"))[1:] == [
            "start",
            "end",
        ]
        assert fields("activities", "Tên đoàn", ("Thời gian", "Từ"), ("Thời gian", "Đến"))[1:] == [
            "start",
            "end",
        ]

    def test_participants_who_are_only_counted_are_a_number(self) -> None:
        labels = ("Event", "Country", "Participants")
        assert (
            fields("activities", *labels, rows=[["A", "Laos", "40"], ["B", "Peru", "approx. 100"]])[
                2
            ]
            == "headcount"
        )
        assert (
            fields("activities", *labels, rows=[["A", "Laos", "40"], ["B", "Peru", "Khách X1"]])[2]
            == "people"
        )

    def test_a_column_without_a_heading_before_all_others_is_the_number(self) -> None:
        assert fields("activities", "", "Nội dung", "Nước") == ["no", "title", "countries"]

    def test_below_the_measure_a_column_stays_unknown(self) -> None:
        for one in map_columns(
            table("Màu sắc", "Kệ", "Nội dung họp nhóm chuyên đề số một"), "plan"
        ).values():
            assert not one.field or one.score >= SURE


class TestMarks:
    @pytest.mark.parametrize(
        ("labels", "time"),
        [
            (("T6",), "tháng 6"),
            (("Tháng 12",), "tháng 12"),
            (("Thời gian thực hiện", "3"), "tháng 3"),
            (("Month", "Aug"), "tháng 8"),
            (("September",), "tháng 9"),
            (("時期", "4月"), "tháng 4"),
            (("Quý II",), "quý 2"),
            (("Quý", "IV"), "quý 4"),
            (("Thời gian (quý)", "1"), "quý 1"),
            (("3",), ""),
            (("Kinh phí theo quý", "I"), ""),
            (("Số người", "T6"), ""),
            (("Tháng 13",), ""),
            (("Marketing",), ""),
            (("May be",), ""),
            (("Ghi chú",), ""),
        ],
    )
    def test_the_time_a_column_stands_for(self, labels: tuple[str, ...], time: str) -> None:
        assert time_of(labels) == time

    def test_there_are_several_of_them_or_none(self) -> None:
        few = fields("plan", "Nội dung", "Nước", "T1", "T2", "T3")
        assert few == ["content", "countries", "", "", ""]
        assert fields("plan", "Nội dung", *(f"T{n}" for n in range(1, 13)))[1:] == ["marks"] * 12


class TestKind:
    @pytest.mark.parametrize(
        ("labels", "title", "kind"),
        [
            (["STT", "Nội dung", "Nước", "Trưởng đoàn", "Từ ngày"], "", Kind.ACTIVITIES),
            (["TT", "Tên đoàn", "Nước", "Thời gian", "Số người"], "Kế hoạch năm 2022", Kind.PLAN),
            (["TT", "Tên đoàn", "Nước", "Thời gian", "Số người"], "Sổ theo dõi", Kind.ACTIVITIES),
            (["STT", "Tên văn kiện", "Đối tác", "Ngày ký", "Thời hạn"], "", Kind.INSTRUMENTS),
            (["STT", "Tên cơ quan", "Viết tắt", "Nước"], "", Kind.ORGANISATIONS),
            (["STT", "Họ và tên", "Chức vụ", "Cơ quan", "Điện thoại"], "", Kind.PEOPLE),
            (["No.", "Title of agreement", "Partner", "Date signed"], "", Kind.INSTRUMENTS),
            (["Name", "Acronym", "Country", "Website"], "", Kind.ORGANISATIONS),
            (["番号", "氏名", "役職", "所属"], "", Kind.PEOPLE),
            (["Mặt hàng", "Tồn đầu", "Nhập", "Xuất"], "", ""),
            (["Mã", "Tên nước"], "", ""),
        ],
    )  # fmt: skip
    def test_is_guessed_by_the_columns_and_the_title(
        self, labels: list[str], title: str, kind: str
    ) -> None:
        assert kind_of(table(*labels, title=title)) == kind

    def test_a_table_of_another_kind_is_not_read_as_the_one_asked_for(self) -> None:
        people = table("Họ và tên", "Chức vụ", "Cơ quan", "Nước", "Email")
        mapped = map_columns(people, Kind.ACTIVITIES)
        assert is_of_kind(mapped, Kind.ACTIVITIES)  # it names people, bodies and countries
        assert not suits(people, Kind.ACTIVITIES, mapped)
        chosen = map_columns(people, Kind.ACTIVITIES, {1: "people"})
        assert suits(people, Kind.ACTIVITIES, chosen)


def test_a_layout_is_remembered_by_its_labels_and_kind() -> None:
    one, other = table("STT", "Nội  dung"), table("stt.", "NỘI DUNG", rows=[["1", "x"]])
    assert layout_key(one, "plan") == layout_key(other, "plan")
    assert layout_key(one, "plan") != layout_key(one, "activities")
    assert layout_key(one, "plan") != layout_key(table("Nội dung", "STT"), "plan")
    assert re.fullmatch("[0-9a-f]{32}", layout_key(one, "plan"))
