"""The columns of what is to be looked at, for the exported file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banggiao.agreements import queries
from banggiao.core.papers.word import whole_address

if TYPE_CHECKING:
    from banggiao.agreements.queries.watches import Sign
    from banggiao.core.sheets.values import Value


@dataclass(frozen=True)
class WatchList:
    """What the page shows, as a file: the same lines in the same order."""

    signs: Sequence[Sign]
    kind: str = ""
    id: str = "watches"

    @property
    def caption(self) -> str:
        """The title of the page and of the file."""
        return _("To look at")

    @property
    def export_urls(self) -> list[dict[str, str]]:
        """The files that hold what the page shows."""
        urls = []
        for label, form in (("Excel", "xlsx"), ("CSV", "csv")):
            asked = {"kind": self.kind} if self.kind else {}
            urls.append({"label": label, "url": f"?{urlencode(asked | {'export': form})}"})
        return urls

    @property
    def total_text(self) -> str:
        """How many lines the page shows."""
        number = len(self.signs)
        return ngettext("%(number)s thing", "%(number)s things", number) % {"number": number}

    def export_rows(self) -> Iterator[list[Value]]:
        """Give the head and then every line of the page."""
        yield [
            *(_("Why"), _("Date"), _("Days"), _("Agreement or tie"), _("Other parties")),
            *(_("What is up"), _("Mark"), _("Next step"), _("Code"), _("Page")),
        ]
        for sign in self.signs:
            text = sign.instrument
            yield [
                *(str(sign.kind.label), _when(sign), sign.left, sign.text),
                "; ".join(str(one) for one in queries.partners_of(text)) if text else "",
                *(sign.what, sign.word, sign.next_step),
                text.code if text else "",
                whole_address(sign.url),
            ]


def _when(sign: Sign) -> Value:
    """Give the day where it is one; as the page says it where it is not."""
    days = sign.days
    is_one = days and days.earliest and days.earliest == days.latest
    return days.earliest if days and is_one else sign.when
