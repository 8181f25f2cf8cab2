"""Finds the name of a person among words that also hold a title and the name of a body."""

from __future__ import annotations

from typing import NamedTuple

from banggiao.exchange.values.people_words import (
    LONGEST_NAME,
    body_at,
    english_body_at,
    has_vietnamese_marks,
    is_abbreviation,
    is_name_word,
    is_place,
    is_surname,
    opens_body_at,
    salutation_at,
    title_at,
)

_JOINTS = frozenset({"of", "the", "and", "for", "to", "in", "on", "de", "du", "des", "et", "la"})


class Found(NamedTuple):
    """Where in a list of words the name stands, and from where to where the title before it."""

    start: int
    end: int
    title: tuple[int, int] = (0, 0)
    salutation: str = ""
    is_sure: bool = False
    is_guess: bool = False


def find_in_small_letters(words: list[str]) -> Found | None:
    """Find a name typed without capitals; only its family name can tell."""
    found = find([word[:1].upper() + word[1:] for word in words])
    return found if found and found.is_sure else None


def find(words: list[str]) -> Found | None:
    """Find the name: alone, before a title, or behind a title and the body it belongs to."""
    at, greeting = skip_salutations(words, 0)
    if at >= len(words):
        return None
    titled = title_at(words, at) or _abbreviated_title_at(words, at)
    if titled:
        found = _behind_title(words, at + titled)
        if found is None:
            return None
        salutation = found.salutation or greeting
        return found._replace(title=(at, found.title[1] or found.start), salutation=salutation)
    if greeting:
        end = _end_of_name(words, at)
        return Found(at, end, (0, 0), greeting, is_sure=True) if end > at else None
    if body_at(words, at) and not is_surname(words, at):
        found = _behind_surname(words, at + 1)
        return found._replace(title=(at, found.start)) if found else None
    return _at_start(words)


def _at_start(words: list[str]) -> Found | None:
    """Take the words for a name, if nothing follows it or a title does."""
    start = _behind_place(words, 0, 0)
    end = _end_of_name(words, start)
    follows = end < len(words)
    if end == start or (follows and not title_at(words, end) and not _begins_body(words, end)):
        return None
    is_sure = is_surname(words, start) and end - start > 1
    if not is_sure and not _may_be_foreign(words[start:end]):
        return None
    return Found(start, end, (0, start), is_sure=is_sure)


def skip_salutations(words: list[str], at: int) -> tuple[int, str]:
    """Give where the words of courtesy that stand here end, and what they are."""
    start = at
    while at < len(words) and (count := salutation_at(words, at)):
        at += count
    return at, " ".join(words[start:at])


def _abbreviated_title_at(words: list[str], at: int) -> int:
    """Take an unknown abbreviation before a Vietnamese name for a title: PTTTTP Nguyễn Văn A."""
    follows = at + 2 < len(words) and is_surname(words, at + 1)
    return int(follows and is_abbreviation(words[at]))


def _begins_body(words: list[str], at: int) -> bool:
    return words[at][0].isupper() and bool(body_at(words, at))


def _end_of_name(words: list[str], at: int) -> int:
    """Give where a name that begins here ends: at a title, a body, or a word that is no name."""
    end = at
    while end < len(words) and is_name_word(words[end]) and end - at < LONGEST_NAME:
        begins_title = end > at and (title_at(words, end) > 1 or _is_title_word(words, end))
        if begins_title or (end - at > 1 and _begins_body(words, end)):
            break
        end += 1
    # A particle may stand in a name, but no name ends with a small letter.
    while end > at and words[end - 1][0].islower():
        end -= 1
    return end


def _is_title_word(words: list[str], at: int) -> bool:
    """Tell whether one word is a title that is no part of Vietnamese names."""
    return title_at(words, at) == 1 and not has_vietnamese_marks(words[at])


def _may_be_foreign(words: list[str]) -> bool:
    """Tell whether words without a known family name may be somebody's name."""
    if all(is_abbreviation(word) for word in words) or is_place(words):
        return False
    return not any(body_at(words, at) or title_at(words, at) for at in range(len(words)))


def _behind_title(words: list[str], at: int) -> Found | None:
    """Find the name behind a title that ends at ``at``, and behind the body of that title."""
    return (
        _behind_salutation(words, at)
        or _right_here(words, at)
        or _behind_surname(words, at)
        or _guessed(words, at)
    )


def _behind_salutation(words: list[str], at: int) -> Found | None:
    for place in range(at, len(words)):
        start, greeting = skip_salutations(words, place)
        if greeting and start < len(words) and is_name_word(words[start]):
            end = max(_end_of_name(words, start), start + 1)
            return Found(start, end, (0, place), greeting, is_sure=True)
    return None


def _right_here(words: list[str], at: int) -> Found | None:
    """Take all that follows the title for the name: Bộ trưởng Khách X2, Minister John Smith."""
    at = _behind_place(words, at, at)
    rest = words[at:]
    if not rest or len(rest) > LONGEST_NAME or not all(map(is_name_word, rest)):
        return None
    if is_surname(words, at) and len(rest) > 1:
        return Found(at, len(words), is_sure=True)
    is_plain = not any(has_vietnamese_marks(word) for word in rest)
    return Found(at, len(words)) if is_plain and _may_be_foreign(rest) else None


def _behind_place(words: list[str], at: int, least: int) -> int:
    """Give where the words behind a country or place begin, if its name reaches over ``at``."""
    for start in range(max(at - 2, least), at + 1):
        for end in range(min(start + 3, len(words) - 1), at, -1):
            if is_place(words[start:end]):
                return end
    return at


def _behind_surname(words: list[str], at: int) -> Found | None:
    """Find a Vietnamese family name from which on all words may be a name, to the end."""
    first = len(words)
    while first > at and is_name_word(words[first - 1]) and len(words) - first < 2 * LONGEST_NAME:
        first -= 1
    for place in range(max(first, len(words) - LONGEST_NAME), len(words) - 1):
        is_name = is_surname(words, place) and _behind_place(words, place, at) == place
        if any(english_body_at(words, later) for later in range(place, len(words))):
            continue
        if is_name and (place == at or not _names_body(words, place)):
            return Found(place, len(words), is_sure=True)
    return None


def _names_body(words: list[str], at: int) -> bool:
    """Tell whether two words are those of a body: Kim Khí in Cục Kim Khí, but not behind Cán bộ."""
    before = words[:at]
    opens = before[-1][0].isupper() and bool(opens_body_at(before, at - 1))
    is_in_other = title_at(before, at - 2) or is_place(before[-2:])
    return len(words) - at == 2 and opens and not is_in_other


def _guessed(words: list[str], at: int) -> Found | None:
    """Take the last words for a foreign name, where a title and a body stand before them."""
    first = len(words)
    while first > at and _may_be_foreign(words[first - 1 :]) and _is_foreign_word(words[first - 1]):
        first -= 1
    first = _behind_place(words, first, at)
    if first <= at or len(words) - first < 2:
        return None
    if words[first - 1].lower() in _JOINTS:
        first = len(words) - 2  # Minister of Trade John Smith, but not Head of Natural Resources
        if words[first - 1].lower() in _JOINTS:
            return None
    return Found(first, len(words), is_guess=True)


def _is_foreign_word(word: str) -> bool:
    return is_name_word(word) and not has_vietnamese_marks(word) and not is_abbreviation(word)
