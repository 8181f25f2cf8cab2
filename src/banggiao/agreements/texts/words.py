"""A text cut into words, and what makes two words the same.

A word carries the white space after it, so that nothing is lost and spaces never count as matches.

- Where words stand apart (Vietnamese, English, Korean) a word is a run of letters and digits.
  Hyphen and apostrophe stay inside, and so do the marks inside a number or a date: "30.000",
  "12/03/2025", "anti-corruption".
- Japanese and Chinese have no spaces. A run of katakana is a word, for it is one in nearly all
  cases. A run of hiragana is one too: particles and endings by the letter would match everywhere.
  Each Han character stands alone, for a run of them joins many words ("技術協力協定").
- A punctuation mark stands alone; a line of dots or dashes is one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Sequence

_VOICING = "\u3099\u309a"  # stands apart from its kana in decomposed text
_HIRAGANA = "\u3041-\u3096\u309d-\u309f"
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_VARIANTS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
# What `tree.seen` leaves out.
_UNSEEN = "\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_LETTER = rf"[^\W_{_HIRAGANA}{_KATAKANA}{_HAN}]"
# What may stand inside a word: accents typed apart, the unseen, and joints that letters follow.
_INSIDE = (
    rf"(?:[\u0300-\u036f{_UNSEEN}]+|(?:['\u2019\u2010\u2011-]|(?<=\d)[.,/:](?=\d))(?={_LETTER}))"
)

_GAP = re.compile(rf"[\s{_UNSEEN}]*")
# Each turn of each loop takes a character that no other part of the pattern can take: linear.
_WORD = re.compile(
    rf"(?P<seen>{_LETTER}+(?:{_INSIDE}{_LETTER}*)*"
    rf"|[{_KATAKANA}][{_KATAKANA}{_VOICING}]*"
    rf"|[{_HIRAGANA}][{_HIRAGANA}{_VOICING}]*"
    rf"|[{_HAN}][{_VARIANTS}]*"
    r"|(?P<dots>[._=*…·–—-])(?P=dots)*"
    rf"|\S){_GAP.pattern}"
)
_HIDDEN = re.compile(f"[{_UNSEEN}]")
_IS_HAN = re.compile(rf"[{_HAN}]")
_SENTENCE_ENDS = frozenset(".;:!?。；：！？")


@dataclass(frozen=True, slots=True)
class Words:
    """A text of n words.

    ``keys`` (n) is what each word is compared by; ``starts`` (n + 1) and ``ends`` (n) are places
    in ``text``: a word with what follows it reaches to the start of the next, and ends where it
    stops being seen. White space before the first word belongs to it. A blank text has no words.
    """

    text: str
    keys: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]

    def between(self, first: int, last: int) -> str:
        """Give the text from one word up to, not with, another."""
        return self.text[self.starts[first] : self.starts[last]]

    def gap(self, word: int) -> str:
        """Give the white space after a word."""
        return self.text[self.ends[word] : self.starts[word + 1]]

    def weights(self) -> list[int]:
        """Sum up how much the words say: n + 1 numbers, the first 0."""
        return list(accumulate(map(weight, self.keys), initial=0))

    def lines(self) -> list[int]:
        """List the places (0 to n) where a line begins, and n."""
        inner = (i for i in range(1, len(self.keys)) if "\n" in self.gap(i - 1))
        return [0, *inner, len(self.keys)]

    def sentences(self) -> list[int]:
        """List the places (0 to n) where a sentence, a part of one or a line begins, and n."""
        keys = self.keys
        inner = (
            i
            for i in range(1, len(keys))
            if keys[i - 1] in _SENTENCE_ENDS or "\n" in self.gap(i - 1)
        )
        return [0, *inner, len(keys)]


def words(text: str) -> Words:
    """Cut a text into words. Takes time in proportion to its length.

    Two words are the same when their composed forms (NFC) are, without what nobody sees. Case,
    accents and full-width forms count: in a legal text they are changes.
    """
    keys, starts, ends = [], [], []
    lead = _GAP.match(text)
    for found in _WORD.finditer(text, lead.end() if lead else 0):
        seen = found["seen"]
        keys.append(seen if seen.isascii() else normalize("NFC", _HIDDEN.sub("", seen)))
        starts.append(found.start())
        ends.append(found.end("seen"))
    if starts:
        starts[0] = 0
    starts.append(len(text))
    return Words(text, keys, starts, ends)


def weight(key: str) -> int:
    """Say how much a word says, in letters; a Han character counts for two, a mark for none."""
    if not key[0].isalnum():
        return 0
    return 2 if is_han(key) else len(key)


def is_han(key: str) -> bool:
    """Tell whether a word is a single Han character."""
    return _IS_HAN.match(key) is not None
