"""What a figure is called, also one that only old papers state and nothing here counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banggiao.reports.figures.registry import FIGURES

if TYPE_CHECKING:
    from banggiao.reports.figures.shapes import Text

STATED_ONLY: dict[str, Text] = {
    "uncac_reviews_as_reviewer": _("UNCAC reviews as the reviewing country"),
    "online_workshops_with_france": _("Online workshops with France"),
    "officers_trained_by_japan_since_2014": _("Officers trained by Japan since 2014"),
    "cambodian_trainees": _("Cambodian trainees"),
    "agreements_with_laos": _("Agreements with Laos"),
    "uncac_articles_reviewed": _("UNCAC: articles reviewed"),
    "uncac_checklist_questions": _("UNCAC: questions of the checklist"),
    "uncac_requirements_met": _("UNCAC: requirements met"),
    "uncac_vienna_delegates": _("UNCAC meeting in Vienna: delegates"),
    "uncac_vienna_countries": _("UNCAC meeting in Vienna: countries"),
    "uncac_parties": _("Parties to UNCAC"),
    "adb_oecd_conference_delegates": _("ADB/OECD conference: delegates"),
    "adb_oecd_members": _("ADB/OECD initiative: members"),
    "moha_workshop_participants": _("Workshop of the Ministry of Home Affairs: participants"),
    "acrc_course_participants": _("Course of ACRC, Korea: participants"),
    "inspection_school_delegation_size": _("Delegation of the Inspection School: people"),
    "delegations_abroad_national": _("Delegations abroad, the whole country"),
    "administrative_counselors": _("Administrative counsellors in Japan"),
    "australian_anti_corruption_support": _("Australian support against corruption"),
    "years_of_relations_vn_jp": _("Years of relations between Viet Nam and Japan"),
    "years_of_sister_city_haiphong_kitakyushu": _("Years of Hai Phong and Kitakyushu as sisters"),
}
"""Figures of old papers that the demo facts bring. A code that stands nowhere shows as it is."""


UNITS: dict[str, Text] = {
    "agreements": _("agreements"),
    "articles": _("articles"),
    "countries": pgettext_lazy("unit", "countries"),
    "delegations": _("delegations"),
    "groups": _("groups"),
    "members": _("members"),
    "parties": pgettext_lazy("unit", "parties"),
    "partner bodies": _("partner bodies"),
    "partners": _("partners"),
    "percent": _("percent"),
    "persons": pgettext_lazy("unit", "people"),
    "questions": _("questions"),
    "reviews": _("reviews"),
    "workshops": _("workshops"),
    "years": _("years"),
}
"""Units in which the demo facts state numbers. Any other one shows as it was typed."""


def unit_words(unit: str) -> str:
    """Give a unit as people read it."""
    return str(UNITS.get(unit, unit))


def label_of(code: str) -> str:
    """Give the name of a figure; of one that nobody named, its code."""
    figure = FIGURES.get(code)
    return str(figure.label if figure else STATED_ONLY.get(code, code))
