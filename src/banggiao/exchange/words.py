"""What pages call the fields of a file, what is wrong with a cell, and what to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from django.utils.functional import _StrPromise

FIELD_LABELS: dict[str, str | _StrPromise] = {
    "no": pgettext_lazy("column", "No."),
    "code": _("code"),
    "number": _("number in the register"),
    "register_number": _("number in the register"),
    "title": pgettext_lazy("column", "Title"),
    "name": pgettext_lazy("column", "Name"),
    "name_vi": _("name in Vietnamese"),
    "name_en": _("name in English"),
    "name_ja": _("name in Japanese"),
    "name_native": _("name in its own script"),
    "abbreviation": _("abbreviation"),
    "kind": _("kind"),
    "mode": _("how people meet"),
    "country": _("country"),
    "countries": _("country"),
    "place": _("place"),
    "partner": _("partner"),
    "parties": _("parties"),
    "partners": _("partners"),
    "host": _("host"),
    "head": _("head of delegation"),
    "head_title": _("title of the head"),
    "people_titles": _("titles of those who took part"),
    "members": _("members"),
    "people": pgettext_lazy("column", "Who took part"),
    "participants": pgettext_lazy("column", "Who took part"),
    "start": pgettext_lazy("column", "from"),
    "end": pgettext_lazy("column", "until"),
    "when": pgettext_lazy("column", "When"),
    "period": pgettext_lazy("column", "When"),
    "marks": _("month or quarter that is crossed"),
    "days": _("days"),
    "headcount": pgettext_lazy("column", "number of people"),
    "headcount_own": _("of them our own"),
    "cost": _("cost in dong"),
    "cost_partner": _("cost borne by the partner"),
    "budget_state": _("state budget"),
    "budget_partner": _("cost borne by the partner"),
    "funding": _("source of money"),
    "rank": _("level of the head"),
    "level": _("level of the head"),
    "units": _("units in charge"),
    "lead_unit": _("lead unit"),
    "status": _("state"),
    "declared_status": _("declared status"),
    "stage": _("state"),
    "result": pgettext_lazy("column", "Result"),
    "content": _("purpose"),
    "purpose": _("purpose"),
    "basis": _("basis"),
    "note": _("remark"),
    "remark": _("remark"),
    "signed": _("signed on"),
    "signed_place": _("place and day of signature"),
    "signing_place": _("signed at"),
    "signatories": _("signatories"),
    "signatories_vn": _("signed for Viet Nam"),
    "signatories_foreign": _("signed for the partner"),
    "term": _("term"),
    "term_years": _("term"),
    "term_months": _("term in months"),
    "term_start": _("term from"),
    "term_end": _("term until"),
    "valid_from": _("term from"),
    "valid_to": _("term until"),
    "renewal": _("when the term runs out"),
    "relation": _("relation to another text"),
    "languages": _("languages and their force"),
    "in_name_of": _("in the name of"),
    "parent": _("belongs to"),
    "website": _("website"),
    "aliases": _("other names"),
    "founded": _("founded"),
    "salutation": _("form of address"),
    "form_of_address": _("form of address"),
    "organisation": _("organisation"),
    "posts": _("posts"),
    "personal": _("personal details (left out)"),
    "year": _("year"),
}
"""Fields of columns and of records, as they head the grid."""


def label_of(name: str) -> str:
    """Give the name of a field, as a column is headed."""
    return capfirst(str(FIELD_LABELS.get(name, name)))


PROBLEMS: dict[str, str | _StrPromise] = {
    "invalid_date": _("There is no such day. Write it as 22/4/2013, 4/2013 or quý III/2026."),
    "end_before_start": _("It ends before it begins. Check both days."),
    "year_missing": _("The year is missing, and nothing around the row says it. Add it."),
    "unknown_country": _("No country is called so. Check the spelling."),
    "negative_headcount": _("A number of people cannot be negative."),
    "negative_days": _("A number of days cannot be negative."),
    "negative_amount": _("An amount cannot be negative."),
    "negative_term": _("A term cannot be negative."),
    "negative": _("This cannot be negative."),
    "invalid": _("This cannot be read as a number."),
    "invalid_number": _("This cannot be read as a number."),
    "invalid_term": _("This cannot be read as a term. Write 5 năm, or 2010 - 2015."),
    "formula_error": _("The formula in this cell ended in an error. Type the value."),
    "missing": _("A new record needs this. Type it."),
    "refused": _("The register refuses this."),
}
"""What is wrong with a cell, by code, and what to do."""

DOUBTS: dict[str, str | _StrPromise] = {
    "unknown_partner": _("The register has no partner of this name. Answer “Who is meant?”."),
    "unsure_partner": _("This may be a partner of the register. Answer “Who is meant?”."),
    "unsure_person": _("The register has somebody of this name. Is it the same person?"),
    "perhaps_same": _("The register has something like this. Is it the same?"),
    "same_target": _("An earlier row changes the same record."),
    "kind_guessed": _("The kind was guessed from the words of the row."),
    "kind_missing": _("Nothing says what kind this is."),
    "plan_line_asked": _(
        "Its year has an approved plan: it comes in as being prepared, until its line is named."
    ),
    "rough_date": _("Only a part of this period is meant; the whole period is kept."),
    "day_month_swapped": _("The month seems to stand before the day."),
    "serial_date": _("A number was read as a day, as spreadsheets count them."),
    "unclear_date": _("This date could be read otherwise."),
    "several_dates": _("There are several dates with a gap between them."),
    "fiscal_year": _("This is a fiscal year; the calendar year is kept."),
    "more_words": _("There are more words in the cell than were read."),
    "added_up": _("Several numbers were added up."),
    "no_number": _("There are words here, and no number."),
    "separator_unclear": _("The point or comma could mean thousands or decimals."),
    "other_currency": _("This amount is not in dong, so it was not taken over."),
    "unit_unclear": _("The unit of this number is not clear."),
    "unknown_choice": _("These words are none that are known here; nothing was read."),
    "no_address": _("This is no address of a website. In a new record it stands in the remark."),
    "unknown_rank": _("These words name no level of office that is known."),
    "unnamed_people": _("More people went than are named here."),
}
"""What a person should look at, by code."""

REFUSED = "refused"

ANY_DOUBT = _("Look at this once more.")
ANY_PROBLEM = _("This cannot be read.")

REASONS: dict[str, str | _StrPromise] = {
    "header block": _("above the table"),
    "column header": _("heading of columns"),
    "section row": _("heading of a section"),
    "subtotal row": _("subtotal"),
    "total row": _("total"),
    "blank row": _("empty"),
    "footnote": _("note or signature"),
    "hidden row": _("hidden row"),
    "continued row": _("belongs to the row above"),
    "example row": _("example"),
    "no table": _("on a sheet without a table"),
    "other table": _("in a table of another kind"),
    "only unknown columns": _("only in columns that tell nothing known"),
}
"""Why a row was left out."""


def problem_in_words(problem: Mapping[str, Any]) -> str:
    """Say what is wrong; what a room refuses is a sentence already."""
    code = problem["code"]
    return str(problem["value"] if code == REFUSED else PROBLEMS.get(code, ANY_PROBLEM))


def doubt_in_words(doubt: Mapping[str, Any]) -> str:
    """Say what to look at."""
    return str(DOUBTS.get(doubt["code"], ANY_DOUBT))
