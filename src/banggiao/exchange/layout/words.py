"""Words by which a row is known to be no data.

Folded words are compared without diacritics. Where Vietnamese diacritics decide they are kept, as
`fold_toned` writes them: ``cộng`` is a sum, ``Cộng hòa`` a republic, ``công`` neither.
"""

from __future__ import annotations

import re

from banggiao.core.text import fold, fold_toned

_SUMMED = (
    *("mục", "phần", "nhóm", "số", "cộng", "kinh phí", "tiền", "toàn", "các", "cả", "theo"),
    *("đoàn", "hội nghị", "hội thảo", "hoạt động", "quý", "tháng", "năm", "lượt", "người", "chung"),
    *("chi phí", "nguồn", "dồn", "trong", "dự toán", "ngân sách", "văn kiện", "văn bản", "trang"),
    *("chuyển", "mang"),
    *("i", "ii", "iii", "iv", "v", "vi", "a", "b", "c", "d", "đ", "ra", "vào"),
)
"""What may follow a word of sums in Vietnamese; any other word makes it a name."""


_PARTS = (
    "cộng",
    "tiểu cộng",
    "tổng phụ",
    "mang sang",
    "số mang sang",
    "chuyển trang",
    "trang trước",
)


def _sums(key: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    folded = {"t": fold_toned, "p": fold}[key]
    after = "|".join(re.escape(folded(word)) for word in _SUMMED)
    rest = rf"(?:$| (?=\d)| (?:{after})\b)"
    whole = "|".join(
        re.escape(folded(word)) for word in ("tổng cộng", "tổng số", "tất cả", "toàn bộ", "tổng")
    )
    part = "|".join(re.escape(folded(word)) for word in _PARTS)
    return re.compile(rf"(?:{whole}){rest}"), re.compile(rf"(?:{part}){rest}")


_TONED_TOTAL, _TONED_PART = _sums("t")
_PLAIN_TOTAL, _PLAIN_PART = _sums("p")
_OTHER_TOTAL = re.compile(
    r"(?:grand total|in total|overall total|totals?|sum)(?:$| )|(?:合 計|総 計|総 合 計|計)(?: |$)"
)
_OTHER_PART = re.compile(
    r"sub ?totals?(?:$| )|(?:.* )?小 計(?: |$)|(?:total )?(?:carried|brought) (?:forward|over)"
    r"|(?:.* )?繰 越(?: 額)?$"
)
_OF_PART = re.compile(
    r".* (?:muc|phan|nhom|section|part|of|for) (?:[ivx]+|[a-d]|[0-9]{1,2})$|"
    r"(?:tong cong|tong so|cong|tong|total) (?:[ivx]+|[a-d])$"
)
_OF_ALL = re.compile(r".*\b(?:[ivx]+|[a-d]|\d{1,2})\s*(?:[+,&;]|và|and)\s*(?:[ivx]+|[a-d]|\d)\b.*")
LONGEST_SUM = 120


def sums_up(text: str) -> str:
    """Say what a text sums up: ``all``, ``part``, or nothing (empty)."""
    if len(text) > LONGEST_SUM:
        return ""
    words = fold(text)
    toned = words if text.isascii() else fold_toned(text)
    totals = _PLAIN_TOTAL if text.isascii() else _TONED_TOTAL
    parts = _PLAIN_PART if text.isascii() else _TONED_PART
    if _OF_ALL.match(text.lower()) and (totals.match(toned) or _OTHER_TOTAL.match(words)):
        return "all"
    if parts.match(toned) or _OTHER_PART.match(words):
        return "part"
    if totals.match(toned) or _OTHER_TOTAL.match(words):
        return "part" if _OF_PART.fullmatch(words) else "all"
    return ""


FOOTNOTE = re.compile(
    r"(?:ghi chu|chu thich|chu giai|luu y|nguoi lap|noi nhan|nguon so lieu|nguon:|"
    r"note|notes|source|sources|remark|remarks|prepared by|"
    r"注|備 考|出 典|作 成 者|"
    r"(?:[^\d ]+ ){1,4}ngay (?:\d+ )?thang (?:\d+ )?nam ?\d*$)(?: .*|$)|注 .*"
)
"""Notes, sources, and the lines of place and day above signatures, wherever they stand."""

SIGNED = re.compile(
    r"(?:nguoi lap|nguoi tong hop|nguoi duyet|truong phong|thu truong|lanh dao|chanh van phong|"
    r"giam doc|vu truong|cuc truong|ke toan|xac nhan|phe duyet|dai dien|ky |noi nhan|luu|"
    r"kt|tl|tm|tuq|prepared|approved|checked|signed|signature|head of|director|"
    r"作 成|承 認|確 認|担 当)(?: .*|$)"
)
"""Words under which people sign, and others that stand only below a table."""

_GROUPS = (
    *("lãnh đạo", "phòng", "văn phòng", "vụ", "cục", "chi cục", "ban", "viện", "trường", "sở"),
    *("bộ", "khối", "đơn vị", "nhóm", "thanh tra", "đại sứ quán", "tỉnh", "thành phố"),
    *("department", "division", "office", "unit", "ministry", "embassy"),
)
_GROUP = re.compile(rf"(?:{'|'.join(map(fold_toned, _GROUPS))})\b.*")


def names_group(text: str) -> bool:
    """Whether a text begins as the name of a body does, below which its people stand."""
    return bool(_GROUP.fullmatch(fold_toned(text)))


PAGE = re.compile(r"(?:trang|page|trang so|tiep theo|continued)(?: \d+)?(?: \d+)?|\d+ ページ")
"""What only says which page this is."""

STARRED = re.compile(r"^\s*(?:\(?\*+\)?|\(\d{1,2}\)|\d{1,2}\))\s*\D")
"""A note by its sign: ``(*) …``, ``(1) …``."""

BRACKETED = re.compile(r"\s*[(（][^()（）]*[)）]\s*")
"""A line that stands in brackets as a whole."""

EXAMPLE = re.compile(r"(?:vi du|example|e g|例)\b.*")

EXAMPLE_MARK = re.compile(r"vd|vi du|mau|example|sample|記 入 例|例")
"""What stands for its number where a row only shows how to fill the table."""

LISTING = re.compile(
    r"(?:thanh phan(?: (?:doan|tham gia|tham du))?(?: gom| bao gom)?|(?:cac )?thanh vien(?: doan)?|"
    r"truong doan|doan gom|doan vien|members?|participants?|composition|団 員|参 加 者)(?: .*)?"
)
"""How a line begins, folded, that names the people of the row above it."""


def lists_people(text: str) -> bool:
    """Whether a line names the people of the row above: "Thành phần: …"."""
    label, colon, rest = text.replace("：", ":").partition(":")
    return bool(colon and rest.strip()) and bool(LISTING.fullmatch(fold(label)))


_UNIT = re.compile(r"(?:dvt|don vi(?: tinh)?|unit|単 位)\b.*")


def says_unit(text: str) -> bool:
    """Whether a line only says in what unit amounts are given."""
    return len(text) < LONGEST_SUM and bool(_UNIT.fullmatch(fold(text).strip()))
