"""Made-up names in the languages and scripts that the register meets, the same in each run."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

COUNTRIES = (
    *("VN", "LA", "KH", "CN", "JP", "KR", "TH", "SG", "MY", "ID"),
    *("PH", "MM", "BN", "TL", "IN", "AU", "NZ", "US", "CA", "GB"),
    *("FR", "DE", "IT", "ES", "NL", "BE", "SE", "NO", "DK", "FI"),
    *("CH", "AT", "PL", "CZ", "HU", "RO", "RU", "UA", "TR", "KZ"),
)
"""Forty countries, ours first."""

FIRST_YEAR, LAST_YEAR = 2000, 2024
RARE, SOME, COMMON = "Zyrquon", "liêm chính", "Thanh tra"
"""Words of three names, of some 900 and of most: what the search pages look for."""

_BODIES = ("Cục", "Vụ", "Ban", "Viện", "Sở", "Phòng", "Văn phòng", "Ủy ban", "Hội đồng", "Bộ phận")
_WORK = (
    ("khiếu nại", "Complaints", "不服申立"),
    ("tiếp công dân", "Citizen Reception", "相談"),
    ("đào tạo", "Training", "研修"),
    ("hợp tác quốc tế", "International Cooperation", "国際協力"),
    ("giám sát", "Supervision", "監督"),
    ("pháp chế", "Legal Affairs", "法制"),
    ("kiểm soát tài sản", "Asset Control", "資産管理"),
    ("thống kê", "Statistics", "統計"),
)
_PLACES = (
    *("Hà Nội", "Đà Nẵng", "Huế", "Cần Thơ", "Nghệ An", "Lào Cai", "Đắk Lắk", "Thừa Lưu"),
    *("Quảng Ngãi", "Yên Bái", "Bến Tre", "Ninh Bình", "Điện Biên", "Ấn Giang", "Ô Môn", "Ứng Hòa"),
)
_FAMILY = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Ngô",
    "Lý",
    "Tanaka",
)
_GIVEN = ("An", "Bình", "Châu", "Dũng", "Đức", "Hạnh", "Khánh", "Lan", "Minh", "Oanh", "Sơn", "Yến")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in three languages."""

    vi: str
    en: str
    ja: str


def of_body(chance: Random, number: int, word: str = COMMON) -> Name:
    """Name an organisation; the number keeps names apart."""
    work = chance.choice(_WORK)
    place = chance.choice(_PLACES)
    return Name(
        f"{chance.choice(_BODIES)} {word} {work[0]} {place} {number}".replace("  ", " "),
        f"{work[1]} Inspectorate of {place} {number}",
        f"{work[2]}監察局 {number}",
    )


_VISITS = (
    ("Đoàn công tác", "Study visit", "視察"),
    ("Hội thảo", "Workshop", "ワークショップ"),
    ("Khóa bồi dưỡng", "Training course", "研修"),
    ("Làm việc với", "Meeting with", "会談"),
    ("Hội nghị", "Conference", "会議"),
)


def of_activity(chance: Random, number: int, word: str = COMMON) -> Name:
    """Name an activity; the number keeps names apart."""
    work, visit = chance.choice(_WORK), chance.choice(_VISITS)
    place = chance.choice(_PLACES)
    return Name(
        f"{visit[0]} {word} về {work[0]} tại {place} {number}".replace("  ", " "),
        f"{visit[1]} on {work[1]} in {place} {number}",
        f"{work[2]}{visit[2]} {number}",
    )


def of_person(chance: Random, number: int) -> str:
    """Name a person as printed."""
    middle = chance.choice(("Văn", "Thị", "Đình", "Ngọc", "Hữu"))
    return f"{chance.choice(_FAMILY)} {middle} {chance.choice(_GIVEN)} {number}"


def exact_day(chance: Random) -> dt.date:
    """Give a day of the years covered."""
    year = chance.randint(FIRST_YEAR, LAST_YEAR)
    return dt.date(year, chance.randint(1, 12), chance.randint(1, 28))


def day(chance: Random) -> str:
    """Give a date of the years covered, known to the day, the month or the year."""
    year = chance.randint(FIRST_YEAR, LAST_YEAR)
    month, date = chance.randint(1, 12), chance.randint(1, 28)
    return chance.choice((f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{date:02}"))
