"""Lists: sorting, paging, totals, and the rows of files that hold what the page shows."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.utils.translation import override

from banggiao.core import tables
from banggiao.core.dates import PartialDate
from banggiao.core.tables import Column, Table, day_column
from banggiao.partners.models import Country, Organisation
from tests.factories.partners import RESTRICTED, organisation

pytestmark = pytest.mark.django_db

SHAPE: tuple[Column[Country], ...] = (
    Column("name", "Tên", lambda c: c.name_en, sort=("name_en",), url=lambda c: f"/{c.code}/"),
    Column("code", "Mã", lambda c: c.code, sort=("code",)),
    Column("plain", "Không xếp", lambda c: c.basis),
)


def table(query: str = "", *, codes=None, default: str = "name", shape=SHAPE) -> Table:
    queryset = Country.objects.all() if codes is None else Country.objects.filter(code__in=codes)
    return Table("t", "Bảng", shape, queryset, QueryDict(query), default)


def codes(shown: Table) -> list[str]:
    return [record.code for record in shown.records]


THREE = ["VN", "KR", "JP"]


class TestSorting:
    @pytest.mark.parametrize(
        ("query", "order"),
        [
            ("", ["JP", "KR", "VN"]),
            ("sort=name", ["JP", "KR", "VN"]),
            ("sort=-name", ["VN", "KR", "JP"]),
            ("sort=code", ["JP", "KR", "VN"]),
            ("sort=-code", ["VN", "KR", "JP"]),
        ],
    )
    def test_follows_the_address(self, query, order):
        assert codes(table(query, codes=THREE)) == order

    @pytest.mark.parametrize("wanted", ["plain", "pk", "name_en", "organisations__code", "", "?"])
    def test_by_what_is_not_on_the_list_is_the_usual_order(self, wanted):
        assert codes(table(f"sort={wanted}", codes=THREE)) == ["JP", "KR", "VN"]
        assert codes(table(f"sort=-{wanted}", codes=THREE)) == ["JP", "KR", "VN"]
        assert codes(table(f"sort={wanted}", codes=THREE, default="-name")) == ["VN", "KR", "JP"]

    def test_is_total_so_that_no_row_is_shown_twice(self):
        for _ in range(5):
            organisation("Cùng tên")
        shape = (Column[Organisation]("name", "Tên", str, sort=("sort_key",)),)
        shown = Table("t", "", shape, Organisation.objects.all(), QueryDict(""), "name")

        assert shown.ordered.totally_ordered
        assert codes(shown) == sorted(codes(shown))

    def test_what_is_not_known_stands_first_going_up_and_last_going_down(self):
        for founded in ("", "1990", "2010"):
            organisation(founded or "Không rõ", code=f"b{founded}", founded=founded)
        shape = (Column[Organisation]("on", "Lập", str, sort=("founded_earliest",)),)
        up, down = (
            Table("t", "", shape, Organisation.objects.all(), QueryDict(""), sort)
            for sort in ("on", "-on")
        )
        assert codes(up) == ["b", "b1990", "b2010"]
        assert codes(down) == ["b2010", "b1990", "b"]

    def test_heads_say_how_they_are_sorted_and_lead_to_the_other_way(self):
        name, code, plain = table("sort=-name&page=2&q=x").columns

        assert (name.sorted, name.sort_url) == ("desc", "?sort=name&q=x")
        assert (code.sorted, code.sort_url) == ("", "?sort=code&q=x")
        assert (plain.sorted, plain.sort_url) == ("", "")


class TestPaging:
    @pytest.fixture(autouse=True)
    def small_pages(self, monkeypatch):
        monkeypatch.setattr(tables, "PAGE_SIZE", 2)

    @pytest.mark.parametrize(
        ("query", "shown", "before", "after"),
        [
            ("", ["JP", "KR"], "", "?page=2"),
            ("page=1", ["JP", "KR"], "", "?page=2"),
            ("page=2", ["VN"], "?page=1", ""),
            ("page=3", [], "?page=2", ""),
            ("page=99999", [], "?page=99998", ""),
            ("page=100000", ["JP", "KR"], "", "?page=2"),
            ("page=0", ["JP", "KR"], "", "?page=2"),
            ("page=-1", ["JP", "KR"], "", "?page=2"),
            ("page=x", ["JP", "KR"], "", "?page=2"),
            ("page=²", ["JP", "KR"], "", "?page=2"),
            ("page=٢", ["VN"], "?page=1", ""),
        ],
    )
    def test_stays_within_bounds(self, query, shown, before, after):
        page = table(query, codes=THREE)

        assert codes(page) == shown
        assert (page.pager["prev_url"], page.pager["next_url"]) == (before, after)

    def test_pages_hold_every_record_once(self):
        pages = [codes(table(f"page={number}", codes=THREE)) for number in (1, 2, 3)]

        assert pages == [["JP", "KR"], ["VN"], []]

    def test_links_keep_the_rest_of_the_address(self):
        page = table("sort=code&q=x&page=2", codes=THREE)

        assert page.pager["prev_url"] == "?sort=code&q=x&page=1"
        assert [e["url"] for e in page.export_urls] == [
            "?sort=code&q=x&export=xlsx",
            "?sort=code&q=x&export=csv",
        ]


class TestTotals:
    def test_of_one_page_needs_no_question(self, django_assert_num_queries):
        shown = table(codes=THREE)

        with django_assert_num_queries(1):
            assert (shown.total, len(shown.records), shown.exact_url) == (3, 3, "")

    @pytest.mark.parametrize(
        ("query", "total", "exact_url"),
        [
            ("", None, "?total=exact"),
            ("page=2", None, "?page=2&total=exact"),
            ("total=exact", 3, ""),
            ("total=please", None, "?total=exact"),
        ],
    )
    def test_beyond_the_bound_are_counted_on_request(self, query, total, exact_url, monkeypatch):
        monkeypatch.setattr(tables, "PAGE_SIZE", 1)
        monkeypatch.setattr(tables, "EXACT_UP_TO", 2)
        shown = table(query, codes=THREE)

        assert (shown.total, shown.exact_url) == (total, exact_url)
        with override("en"):
            assert shown.total_text == ("3 records" if total else "More than 2 records")

    def test_up_to_the_bound_are_exact(self, monkeypatch):
        monkeypatch.setattr(tables, "PAGE_SIZE", 1)
        monkeypatch.setattr(tables, "EXACT_UP_TO", 3)

        assert (table(codes=THREE).total, table(codes=THREE).exact_url) == (3, "")

    def test_of_nothing_is_zero(self):
        shown = table(codes=[])

        assert (shown.total, shown.rows, shown.pager["next_url"]) == (0, [], "")


class TestRows:
    def test_lead_to_the_record_and_mark_what_is_restricted(self):
        organisation("A mở", code="open")
        organisation("B mật", code="closed", classification=RESTRICTED)
        shape = (
            Column[Organisation]("name", "Tên", str, sort=("sort_key",)),
            Column[Organisation]("code", "Mã", lambda o: o.code, url=lambda o: f"/{o.code}/"),
        )
        rows = Table("t", "", shape, Organisation.objects.all(), QueryDict(""), "name").rows

        assert [(row["url"], row["cells"][0].flag, row["cells"][1].flag) for row in rows] == [
            ("/open/", "", ""),
            ("/closed/", "restricted", ""),
        ]


class TestExport:
    def test_holds_what_the_page_shows_in_its_order(self):
        shown = table("sort=-code", codes=THREE)
        page = [tuple(cell.text for cell in row["cells"]) for row in shown.rows]

        assert list(shown.export_rows()) == [["Tên", "Mã", "Không xếp"], *page]

    def test_holds_all_pages(self, monkeypatch):
        monkeypatch.setattr(tables, "PAGE_SIZE", 1)

        rows = list(table("page=2&export=csv", codes=THREE).export_rows())

        assert [row[1] for row in rows[1:]] == ["JP", "KR", "VN"]

    def test_is_bounded(self, monkeypatch):
        monkeypatch.setattr(tables, "EXPORT_LIMIT", 2)

        assert len(list(table(codes=THREE).export_rows())) == 3

    def test_ends_with_the_code_by_which_a_record_is_known_again(self):
        organisation("Ủy ban", code="acrc")
        shape = (Column[Organisation]("name", "Tên", str, sort=("sort_key",)),)
        shown = Table("t", "", shape, Organisation.objects.all(), QueryDict(""), "name")

        with override("vi"):
            assert list(shown.export_rows()) == [["Tên", "Mã"], ("Ủy ban", "acrc")]
        assert [cell.text for cell in shown.rows[0]["cells"]] == ["Ủy ban"]

    def test_gives_values_and_what_the_page_shows_beside(self):
        organisation("Ủy ban", code="acrc", founded="2008-02")
        kind = Column[Organisation]("kind", "Loại", lambda o: o.kind)
        shape = (
            Column[Organisation](
                "name", "Tên", str, sort=("sort_key",), sub=lambda o: o.kind, also=(kind,)
            ),
            day_column("founded", "Lập", lambda o: o.founded, pill=lambda _o: ("bad", "cũ")),
            Column[Organisation]("version", "Lần", lambda _o: "một", value=lambda o: o.version),
        )
        shown = Table("t", "", shape, Organisation.objects.all(), QueryDict(""), "name")

        with override("en"):
            head, row = shown.export_rows()
            assert [cell.text for cell in shown.rows[0]["cells"]] == [
                "Ủy ban",
                "February 2008",
                "một",
            ]
        assert head == ["Tên", "Loại", "Lập", "Mark", "Lần", "Code"]
        assert row == ("Ủy ban", "ministry", PartialDate.parse("2008-02"), "cũ", 1, "acrc")
