"""Whether a word is a Vietnamese syllable: what tells a right decoding from a wrong one.

Vietnamese is written in syllables, each built of a beginning, a rime and a tone, and only some go
together. A word that was decoded wrongly is almost never one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

from banggiao.core.text import ACUTE, DOT, GRAVE, HOOK, TILDE

_TONES = re.compile(f"[{GRAVE}{HOOK}{TILDE}{ACUTE}{DOT}]")

# Before e, ê, i and y other letters stand for the same sound than before a, o and u.
_BEGINS_FRONT = "b|ch|d|đ|gh|gi|h|kh|k|l|m|nh|ngh|n|ph|p|r|s|th|tr|t|v|x|"
_BEGINS_BACK = "b|ch|c|d|đ|gi|g|h|kh|l|m|nh|ng|n|ph|p|r|s|th|tr|t|v|x|"
_RIMES_FRONT = """
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp
iêt iêu y
"""
_RIMES_BACK = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on
ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uc ui um un ung up ut uân uâng uât uây uê uêch uên uênh uêt uôc uôi uôm uôn uông uôt uơ
uy uya uych uyên uyêt uyn uynh uyp uyt uyu
ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
"""
_AFTER_QU = """
a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt ân âng ât ây e en eng eo ep et ê êch ên êt ênh
i ich in inh it ơ ôc ôi y ych yên yêt ynh yt yu
"""
_ALONE = "y yêm yên yêng yêt yêu gi giêng giêt gin giêc"


def _any(words: str) -> str:
    return "|".join(words.split())


_SYLLABLE = re.compile(
    f"(?:{_BEGINS_FRONT})(?:{_any(_RIMES_FRONT)})|(?:{_BEGINS_BACK})(?:{_any(_RIMES_BACK)})"
    f"|qu(?:{_any(_AFTER_QU)})|{_any(_ALONE)}"
)
_STOPPED = ("c", "ch", "p", "t")
_SHARP = frozenset(ACUTE + DOT)


@lru_cache(maxsize=65_536)
def is_syllable(word: str) -> bool:
    """Tell whether a word can be Vietnamese: its spelling, and that at most one tone fits it."""
    apart = normalize("NFD", word.lower())
    tones = _TONES.findall(apart)
    if len(tones) > 1:
        return False
    plain = normalize("NFC", _TONES.sub("", apart))
    if not _SYLLABLE.fullmatch(plain):
        return False
    return not plain.endswith(_STOPPED) or (bool(tones) and tones[0] in _SHARP)
