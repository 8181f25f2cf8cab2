"""People in one cell: who, with what title, and where one ends and the next begins."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.exchange.books.book import Broken
from banggiao.exchange.values.people import PersonRead, read_people
from banggiao.exchange.values.read import Read

ONE = [
    ("Trần Thị B1, Vụ trưởng Vụ Pháp chế", ("Trần Thị B1", "Vụ trưởng Vụ Pháp chế", "")),
    ("Vụ trưởng Vụ HTQT Đặng Văn H6", ("Đặng Văn H6", "Vụ trưởng Vụ HTQT", "")),
    ("Vụ trưởng Vụ HTQT, Đặng Văn H6", ("Đặng Văn H6", "Vụ trưởng Vụ HTQT", "")),
    ("Vụ trưởng Vụ HTQT - Đặng Văn H6", ("Đặng Văn H6", "Vụ trưởng Vụ HTQT", "")),
    ("Ông Lê Văn C12 - Phó Tổng Thanh tra", ("Lê Văn C12", "Phó Tổng Thanh tra", "Ông")),
    ("Lê Văn C12-Phó Tổng Thanh tra", ("Lê Văn C12", "Phó Tổng Thanh tra", "")),
    ("Lê Văn C12: Phó Tổng Thanh tra", ("Lê Văn C12", "Phó Tổng Thanh tra", "")),
    ("Trần Thị B1 Phó Tổng Thanh tra", ("Trần Thị B1", "Phó Tổng Thanh tra", "")),
    ("Trần Thị B1\nPhó Tổng Thanh tra", ("Trần Thị B1", "Phó Tổng Thanh tra", "")),
    ("Phó Tổng Thanh tra\nTrần Thị B1", ("Trần Thị B1", "Phó Tổng Thanh tra", "")),
    ("Phó Tổng Thanh tra Phạm Thị D3", ("Phạm Thị D3", "Phó Tổng Thanh tra", "")),
    ("Tổng Thanh tra Chính phủ Nguyễn Văn A1", ("Nguyễn Văn A1", "Tổng Thanh tra Chính phủ", "")),
    ("Vũ Thị G5 (Vụ trưởng Vụ Pháp chế)", ("Vũ Thị G5", "Vụ trưởng Vụ Pháp chế", "")),
    ("Thanh tra viên chính Nguyễn Văn A1", ("Nguyễn Văn A1", "Thanh tra viên chính", "")),
    ("Chuyên viên Vụ HTQT Bùi Thị I7", ("Bùi Thị I7", "Chuyên viên Vụ HTQT", "")),
    ("Quyền Vụ trưởng Nguyễn Văn A1", ("Nguyễn Văn A1", "Quyền Vụ trưởng", "")),
    ("Nguyên Phó Chủ tịch nước Trần Thị B1", ("Trần Thị B1", "Nguyên Phó Chủ tịch nước", "")),
    ("PTTTTP Nguyễn Văn A1", ("Nguyễn Văn A1", "PTTTTP", "")),
    ("PVT Nguyễn Văn A1", ("Nguyễn Văn A1", "PVT", "")),
    ("Nguyễn Văn A20", ("Nguyễn Văn A20", "", "")),
    ("NGUYỄN VĂN A1, VỤ TRƯỞNG VỤ PHÁP CHẾ", ("NGUYỄN VĂN A1", "VỤ TRƯỞNG VỤ PHÁP CHẾ", "")),
    ("TỔNG THANH TRA NGUYỄN VĂN A1", ("NGUYỄN VĂN A1", "TỔNG THANH TRA", "")),
    ("TS. Nguyễn Văn A1", ("Nguyễn Văn A1", "", "TS.")),
    ("GS.TS. Nguyễn Văn A1", ("Nguyễn Văn A1", "", "GS.TS.")),
    ("đ/c Nguyễn Văn A1, Vụ trưởng", ("Nguyễn Văn A1", "Vụ trưởng", "đ/c")),
    ("Ông/Bà Nguyễn Văn A1", ("Nguyễn Văn A1", "", "Ông/Bà")),
    ("Nguyễn Văn A1 (Vụ HTQT)", ("Nguyễn Văn A1", "Vụ HTQT", "")),
    ("Nguyễn Văn A1, TTCP", ("Nguyễn Văn A1", "TTCP", "")),
    ("Nguyễn Văn A1 - Vụ HTQT (TTCP)", ("Nguyễn Văn A1", "Vụ HTQT (TTCP)", "")),
    ("Vụ trưởng Trần Thị B1 (Trưởng đoàn)", ("Trần Thị B1", "Vụ trưởng, Trưởng đoàn", "")),
    (
        "Trưởng đoàn: Ông Nguyễn Văn A1 - Vụ trưởng",
        ("Nguyễn Văn A1", "Trưởng đoàn, Vụ trưởng", "Ông"),
    ),
    ("Đoàn do Thứ trưởng Nguyễn Văn A1 làm trưởng đoàn", ("Nguyễn Văn A1", "Thứ trưởng", "")),
    ("nguyễn văn a1, vụ trưởng", ("nguyễn văn a1", "vụ trưởng", "")),
    ("Ô. Nguyễn Văn A1", ("Nguyễn Văn A1", "", "Ô.")),
    ("Ông: Nguyễn Văn A1", ("Nguyễn Văn A1", "", "Ông")),
    ("Họ tên: Nguyễn Văn A1; Chức vụ: Vụ trưởng", ("Nguyễn Văn A1", "Vụ trưởng", "")),
    ("Nguyễn Văn A1\nChức vụ: Vụ trưởng", ("Nguyễn Văn A1", "Vụ trưởng", "")),
    ("Trưởng đoàn Khách X9", ("Khách X9", "Trưởng đoàn", "")),
    ("Khách X2 (Trưởng đoàn)", ("Khách X2", "Trưởng đoàn", "")),
    ("Bộ trưởng Khách X2", ("Khách X2", "Bộ trưởng", "")),
    ("Khách X3\nGiám đốc", ("Khách X3", "Giám đốc", "")),
    ("Ông Khách X44 - Vụ trưởng", ("Khách X44", "Vụ trưởng", "Ông")),
    ("H.E. Khách X1, Ambassador", ("Khách X1", "Ambassador", "H.E.")),
]
HARD = [
    (
        "Nguyễn Văn A1, Vụ trưởng Vụ Tổ chức và Cán bộ",
        ("Nguyễn Văn A1", "Vụ trưởng Vụ Tổ chức và Cán bộ"),
    ),
    (
        "Vụ trưởng Vụ Tổ chức và Cán bộ Nguyễn Văn A1",
        ("Nguyễn Văn A1", "Vụ trưởng Vụ Tổ chức và Cán bộ"),
    ),
    (
        "Trần Thị B1, Cục trưởng Cục Phòng, chống tham nhũng",
        ("Trần Thị B1", "Cục trưởng Cục Phòng, chống tham nhũng"),
    ),
    ("Vụ trưởng Vụ Đào tạo Nguyễn Văn A1", ("Nguyễn Văn A1", "Vụ trưởng Vụ Đào tạo")),
    ("Giám đốc Sở Ngoại vụ Hà Nội Trần Văn B1", ("Trần Văn B1", "Giám đốc Sở Ngoại vụ Hà Nội")),
    (
        "Giám đốc Sở Ngoại vụ TP. Hải Phòng Trần Thị B1",
        ("Trần Thị B1", "Giám đốc Sở Ngoại vụ TP. Hải Phòng"),
    ),
    (
        "Giám đốc Sở Tài chính tỉnh Bà Rịa - Vũng Tàu Trần Thị B1",
        ("Trần Thị B1", "Giám đốc Sở Tài chính tỉnh Bà Rịa - Vũng Tàu"),
    ),
    ("Phó Chủ tịch tỉnh Quảng Ninh Đỗ Văn K1", ("Đỗ Văn K1", "Phó Chủ tịch tỉnh Quảng Ninh")),
    (
        "Đại sứ Việt Nam tại Nhật Bản Nguyễn Văn A1",
        ("Nguyễn Văn A1", "Đại sứ Việt Nam tại Nhật Bản"),
    ),
    (
        "Nguyễn Văn A1, Đại sứ Việt Nam tại Nhật Bản",
        ("Nguyễn Văn A1", "Đại sứ Việt Nam tại Nhật Bản"),
    ),
    (
        "Khách X3 - Bộ trưởng Bộ Quan hệ với Quốc hội - Thượng viện và Thanh tra",
        ("Khách X3", "Bộ trưởng Bộ Quan hệ với Quốc hội - Thượng viện và Thanh tra"),
    ),
    (
        "Bộ trưởng Bộ Quan hệ với Quốc hội - Thượng viện Khách X3",
        ("Khách X3", "Bộ trưởng Bộ Quan hệ với Quốc hội - Thượng viện"),
    ),
    (
        "Deputy Inspector General of the Government Inspectorate Trần Thị B1",
        ("Trần Thị B1", "Deputy Inspector General of the Government Inspectorate"),
    ),
    ("Trần Thị B1, Vụ trưởng Vụ\nPháp chế", ("Trần Thị B1", "Vụ trưởng Vụ Pháp chế")),
]
FOREIGN = [
    ("Mr. John Guest, Director", PersonRead("John Guest", "Director", "Mr.")),
    ("Minister John Guest", PersonRead("John Guest", "Minister")),
    ("Ms. Jane Guest (Head of Delegation)", PersonRead("Jane Guest", "Head of Delegation", "Ms.")),
    (
        "John Guest, Director of Policy, Ministry of Justice",
        PersonRead("John Guest", "Director of Policy, Ministry of Justice"),
    ),
    ("Vice-Minister Guest Taro", PersonRead("Guest Taro", "Vice-Minister")),
    ("Director, John Guest", PersonRead("John Guest", "Director")),
    ("山田太郎 総務大臣", PersonRead("山田太郎", "総務大臣")),
    ("総務大臣 山田太郎", PersonRead("山田太郎", "総務大臣")),
    ("山田 太郎 課長", PersonRead("山田 太郎", "課長")),
    ("山田太郎氏（総務大臣）", PersonRead("山田太郎", "総務大臣", "氏")),
    (
        "Yamada Taro (山田太郎), Deputy Minister",
        PersonRead("Yamada Taro", "Deputy Minister", "", "山田太郎"),
    ),
    ("山田太郎 (Yamada Taro)", PersonRead("Yamada Taro", name_native="山田太郎")),
]
SEVERAL = [
    "Nguyễn Văn A1, Trần Thị B2, Lê Văn C3",
    "Nguyễn Văn A1; Trần Thị B2; Lê Văn C3",
    "Nguyễn Văn A1\nTrần Thị B2\nLê Văn C3",
    "1. Nguyễn Văn A1\n2. Trần Thị B2\n3. Lê Văn C3",
    "1. Nguyễn Văn A1 2. Trần Thị B2 3. Lê Văn C3",
    "1) Nguyễn Văn A1; 2) Trần Thị B2; 3) Lê Văn C3",
    "- Nguyễn Văn A1\n- Trần Thị B2\n- Lê Văn C3",
    "• Nguyễn Văn A1\n• Trần Thị B2\n• Lê Văn C3",
    "Nguyễn Văn A1, Trần Thị B2 và Lê Văn C3",
    "Nguyễn Văn A1, Trần Thị B2 and Lê Văn C3",
    "Nguyễn Văn A1/Trần Thị B2/Lê Văn C3",
    "Thành viên: Nguyễn Văn A1, Trần Thị B2, Lê Văn C3",
    "Nguyễn Văn A1、Trần Thị B2、Lê Văn C3",
    "1/ Nguyễn Văn A1 2/ Trần Thị B2 3/ Lê Văn C3",
    "Các ông: Nguyễn Văn A1, Trần Thị B2, Lê Văn C3",
]


def people(text: str, **options) -> list[tuple[str, str]]:
    return [(one.name, one.title) for one in read_people(text, **options).value]


class TestOne:
    @pytest.mark.parametrize(("text", "who"), ONE)
    def test_a_person_in_each_form(self, text, who):
        assert read_people(text) == read_people(text, single=True) == Read((PersonRead(*who),))

    @pytest.mark.parametrize(("text", "who"), HARD)
    def test_words_of_a_body_are_not_taken_for_a_name(self, text, who):
        assert read_people(text, single=True) == Read((PersonRead(*who),))

    @pytest.mark.parametrize(("text", "who"), FOREIGN)
    def test_a_foreign_name(self, text, who):
        assert read_people(text) == Read((who,))

    @pytest.mark.parametrize(("text", "who"), ONE)
    def test_the_form_of_letters_never_matters(self, text, who):
        assert read_people(normalize("NFD", text)) == Read((PersonRead(*who),))
        assert read_people(f" {text.replace(' ', chr(0x00A0))}\u200b") == Read((PersonRead(*who),))

    @pytest.mark.parametrize(
        ("text", "who"),
        [
            ("Noda", ("Noda", "")),
            ("Bộ trưởng Noda", ("Noda", "Bộ trưởng")),
            ("Bộ trưởng Bộ Tư pháp Jane Guest", ("Jane Guest", "Bộ trưởng Bộ Tư pháp")),
            ("Deputy Minister of Justice John Guest", ("John Guest", "Deputy Minister of Justice")),
        ],
    )
    def test_a_name_that_may_be_other_words_is_doubted(self, text, who):
        assert read_people(text) == Read((PersonRead(*who),), doubt="unclear_people")


class TestSeveral:
    @pytest.mark.parametrize("text", SEVERAL)
    def test_names_in_each_kind_of_list(self, text):
        assert people(text) == [("Nguyễn Văn A1", ""), ("Trần Thị B2", ""), ("Lê Văn C3", "")]
        assert read_people(text).doubt == ""

    @pytest.mark.parametrize(
        "text",
        [
            "Lê Văn C2, Vụ trưởng Vụ Pháp chế\nPhạm Thị D3, Chuyên viên Vụ HTQT",
            "Lê Văn C2, Vụ trưởng Vụ Pháp chế, Phạm Thị D3, Chuyên viên Vụ HTQT",
            "Vụ trưởng Vụ Pháp chế Lê Văn C2\nChuyên viên Vụ HTQT Phạm Thị D3",
            "Lê Văn C2 (Vụ trưởng Vụ Pháp chế); Phạm Thị D3 (Chuyên viên Vụ HTQT)",
            "Ông Lê Văn C2 - Vụ trưởng Vụ Pháp chế;\nBà Phạm Thị D3 - Chuyên viên Vụ HTQT",
            "Lê Văn C2\nVụ trưởng Vụ Pháp chế\nPhạm Thị D3\nChuyên viên Vụ HTQT",
            "Vụ trưởng Vụ Pháp chế\nLê Văn C2\nChuyên viên Vụ HTQT\nPhạm Thị D3",
            "ông Lê Văn C2, Vụ trưởng Vụ Pháp chế và bà Phạm Thị D3, Chuyên viên Vụ HTQT",
        ],
    )
    def test_people_with_titles(self, text):
        assert people(text) == [
            ("Lê Văn C2", "Vụ trưởng Vụ Pháp chế"),
            ("Phạm Thị D3", "Chuyên viên Vụ HTQT"),
        ]
        assert read_people(text).doubt == ""

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            (
                "Trần Thị B31\nPhó Cục trưởng Cục PCTN Lê Văn C32",
                [("Trần Thị B31", ""), ("Lê Văn C32", "Phó Cục trưởng Cục PCTN")],
            ),
            (
                "Phó Cục trưởng Cục PCTN Hồ Thị L19\nNguyễn Văn A20",
                [("Hồ Thị L19", "Phó Cục trưởng Cục PCTN"), ("Nguyễn Văn A20", "")],
            ),
            (
                "Lê Văn C72 (Chuyên viên chính); Phạm Thị D73; Hoàng Văn E74 (Vụ trưởng)",
                [
                    ("Lê Văn C72", "Chuyên viên chính"),
                    ("Phạm Thị D73", ""),
                    ("Hoàng Văn E74", "Vụ trưởng"),
                ],
            ),
            (
                "Khách X1, Vụ trưởng, Khách X2, Giám đốc",
                [("Khách X1", "Vụ trưởng"), ("Khách X2", "Giám đốc")],
            ),
            ("Khách X45\nKhách X46", [("Khách X45", ""), ("Khách X46", "")]),
            (
                "Bà Bùi Thị I67 - Thanh tra viên chính;\nÔng Đỗ Văn K68",
                [("Bùi Thị I67", "Thanh tra viên chính"), ("Đỗ Văn K68", "")],
            ),
            ("John Guest, Jane Guest", [("John Guest", ""), ("Jane Guest", "")]),
            ("John Guest and Jane Guest", [("John Guest", ""), ("Jane Guest", "")]),
            ("山田太郎、鈴木一郎", [("山田太郎", ""), ("鈴木一郎", "")]),
        ],
    )
    def test_some_with_titles_and_some_without(self, text, found):
        assert people(text) == found
        assert read_people(text).doubt == ""


class TestDoubts:
    @pytest.mark.parametrize(
        ("text", "count"),
        [
            ("Trần Thị B1, Vụ trưởng, cùng 3 chuyên viên", 1),
            ("Trần Thị B1 và 02 cán bộ", 1),
            ("Trần Thị B1 + 2 phiên dịch", 1),
            ("Trần Thị B1 và các thành viên", 1),
            ("Trần Thị B1 và phu quân", 1),
            ("Trần Thị B1 cùng đoàn", 1),
            ("Nguyễn Văn A1 - Vụ trưởng; 02 phiên dịch", 1),
            ("3 chuyên viên", 0),
            ("Lãnh đạo Vụ HTQT", 0),
            ("Vụ trưởng Vụ Đào Tạo", 0),
            ("Giám đốc Sở Ngoại vụ Hà Nội", 0),
            ("Chuyên viên Cao Cấp", 0),
            ("theo thư mời", 0),
            ("Nguyễn Văn A1, Vụ trưởng\nChuyên viên Vụ HTQT", 1),
        ],
    )
    def test_people_who_are_only_counted(self, text, count):
        read = read_people(text)
        assert (len(read.value), read.doubt) == (count, "unnamed_people")

    def test_several_where_one_was_expected(self):
        read = read_people("Nguyễn Văn A1\nTrần Thị B2", single=True)
        assert ([one.name for one in read.value], read.doubt) == (
            ["Nguyễn Văn A1", "Trần Thị B2"],
            "several_people",
        )

    def test_a_line_below_the_only_person_is_a_title(self):
        assert people("John Guest\nAnti-Corruption Bureau", single=True) == [
            ("John Guest", "Anti-Corruption Bureau")
        ]

    @pytest.mark.parametrize(
        "text",
        ["Nguyễn Văn A1 (nam)", "Nguyễn Văn A1 - 0900 000 000", "Nguyễn Văn A1, a1@example.vn"],
    )
    def test_a_remark_is_no_title(self, text):
        read = read_people(text)
        assert (read.value, read.doubt) == ((PersonRead("Nguyễn Văn A1"),), "more_words")

    @pytest.mark.parametrize(
        ("value", "read"),
        [
            ("", Read(())),
            ("-", Read(())),
            ("chưa xác định", Read((), doubt="not_known")),
            (5, Read((), doubt="unnamed_people")),
            (Broken("#REF!"), Read((), "formula_error")),
        ],
    )
    def test_nobody_and_why(self, value, read):
        assert read_people(value) == read


family = st.sampled_from(["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ"])
names = st.builds(
    "{} {} {}{}".format,
    family,
    st.sampled_from(["Văn", "Thị", "Đức"]),
    st.sampled_from("ABCDEG"),
    st.integers(1, 99),
)
titles = st.sampled_from(
    [
        *(
            "Phó Tổng Thanh tra",
            "Vụ trưởng Vụ HTQT",
            "Phó Vụ trưởng Vụ Pháp chế",
            "Chuyên viên chính",
        ),
        *("Phó Cục trưởng Cục PCTN", "Thanh tra viên", "Trưởng phòng Phòng Tổng hợp", "Giám đốc"),
    ]
)
forms = st.sampled_from(
    [
        "{name}, {title}",
        "{title} {name}",
        "{name} ({title})",
        "Ông {name} - {title}",
        "Bà {name} – {title}",
        "{name}: {title}",
    ]
)


@given(
    st.lists(st.tuples(names, titles, forms), min_size=1, max_size=6),
    st.sampled_from(["\n", ";", ";\n", " ; "]),
)
def test_people_joined_read_back(team, separator):
    text = separator.join(form.format(name=name, title=title) for name, title, form in team)
    assert people(text) == [(name, title) for name, title, _form in team]


@given(st.lists(names, min_size=1, max_size=8), st.sampled_from([", ", "; ", "\n", " và "]))
def test_names_joined_read_back(team, separator):
    assert people(separator.join(team)) == [(name, "") for name in team]
