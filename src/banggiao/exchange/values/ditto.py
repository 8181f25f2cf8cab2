"""Signs by which people say "the same as above"."""

from __future__ import annotations

from banggiao.exchange.values.cells import line_of

_LONGEST = 30
_SIGNS = frozenset({'"', '""', "“", "”", "''", "″", "〃", "々", "“”", ",,", "//", "-//-", "- // -"})
_WORDS = frozenset(
    {
        *("nt", "n/t", "n.t", "như trên", "nhu tren", "giống trên", "giong tren", "tương tự"),
        *("như trên (nt)", "do", "ditto", "same", "same as above", "as above", "idem"),
        *("同上", "〃", "同じ", "上に同じ"),
    }
)


def is_ditto(text: str) -> bool:
    """Tell whether a cell stands for the cell above it: nt, -nt-, như trên, 〃, do., 同上."""
    if len(text) > _LONGEST:
        return False
    plain = line_of(text).casefold()
    if plain in _SIGNS:
        return True
    bare = plain.strip("-–—_.,() ")
    return bare in _WORDS or bare in _SIGNS
