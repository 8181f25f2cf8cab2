"""Home and the search box."""

from bench.pages import Page, Rows, at
from bench.words import COMMON, RARE, SOME

_COLUMNS = 'SELECT e.kind, e.code, e.labels, e.sub, e.url, e."on" FROM core_searchentry e'
_SEEN = "e.classification <= %(clearance)s"
_NEWEST = 'ORDER BY e."on" DESC NULLS LAST, e.id DESC LIMIT 50'


def _indexed(sqlite: str, postgresql: str) -> Rows:
    """Read a word by the index, newest first."""
    words = (
        f"SELECT rowid FROM core_searchentry_words WHERE core_searchentry_words MATCH '{sqlite}'"  # noqa: S608  # our own words
    )
    return Rows(
        f"{_COLUMNS} WHERE {_SEEN} AND e.id IN ({words}) {_NEWEST}",
        postgresql=Rows(
            f"{_COLUMNS} WHERE {_SEEN} "
            f"AND e.words @@ to_tsquery('simple', '{_quoted(postgresql)}') {_NEWEST}"
        ),
    )


def _quoted(term: str) -> str:
    return term.replace("'", "''")


def _walked(word: str) -> Rows:
    """Read a word that most records have by walking them from the newest on."""
    return Rows(f"{_COLUMNS} WHERE {_SEEN} AND e.names LIKE '%%{word}%%' {_NEWEST}")


PAGES = (
    Page("home", at("/"), seconds=0.15),
    Page("search rare word", at("/search/", q=RARE), rows=_indexed('"zyrquon"*', "'zyrquon':*")),
    Page(
        "search 900 hits",
        at("/search/", q=SOME),
        rows=_indexed('"liem" "chinh"*', "'liem' & 'chinh':*"),
    ),
    Page("search common word", at("/search/", q=COMMON), rows=_walked("thanh tra")),
)
