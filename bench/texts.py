"""What reading and comparing words takes: no server, no database, one process."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from statistics import median

from banggiao.agreements.texts.differences import differences
from banggiao.agreements.texts.split import split_text

SPLIT_GOAL, DIFFERENCE_GOAL = 1.0, 0.3
"""Seconds for splitting a million bytes, and for the difference of two texts of 100 kB."""
MEGABYTE, LONG = 1_000_000, 100_000
TIMES = 3

_WORDS = (
    *("hai", "bên", "hợp", "tác", "trao", "đổi", "đoàn", "kinh", "nghiệm", "thanh", "tra"),
    *("hội", "thảo", "đào", "tạo", "thông", "tin", "hằng", "năm", "theo", "quy", "định"),
)


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(_WORDS, k=14)).capitalize() + "."


def _articles(size: int) -> str:
    chance, long = random.Random(1), 0
    lines: list[str] = []
    while long < size:
        number = len(lines) // 3 + 1
        more = [f"Điều {number}. {_sentence(chance)[:30]}"]
        more += [f"{part}. {_sentence(chance)}" for part in (1, 2)]
        long += sum(len(line.encode()) + 1 for line in more)
        lines += more
    return "\n".join(lines)


def _changed(text: str, share: float) -> str:
    chance = random.Random(2)
    words = text.split(" ")
    return " ".join(chance.choice(_WORDS) if chance.random() < share else word for word in words)


def _seconds(call: Callable[[], object]) -> float:
    times = []
    for _number in range(TIMES):
        began = time.perf_counter()
        call()
        times.append(time.perf_counter() - began)
    return median(times)


def rows() -> list[tuple[str, float, float]]:
    """Give what was measured: its name, the seconds it took, the seconds it may take."""
    long, two = _articles(MEGABYTE), _articles(LONG)
    similar, other = _changed(two, 0.02), _changed(two, 1.0)
    hostile = "bên " * (LONG // 5), "bên tra " * (LONG // 9)
    return [
        ("splitting 1 MB of text", _seconds(lambda: split_text(long)), SPLIT_GOAL),
        ("difference, alike", _seconds(lambda: differences(two, similar)), DIFFERENCE_GOAL),
        ("difference, nothing alike", _seconds(lambda: differences(two, other)), DIFFERENCE_GOAL),
        ("difference, hostile", _seconds(lambda: differences(*hostile)), DIFFERENCE_GOAL),
    ]
