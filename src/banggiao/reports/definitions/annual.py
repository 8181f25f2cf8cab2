"""The report on international cooperation: of the year, and of its first six months.

Parts and tables are those that offices send each year (docs/domain/reports.md). Nothing here is a
number: the register counts, and people write what it cannot know.
"""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banggiao.reports.definitions.shapes import (
    Column,
    Definition,
    Listing,
    Rows,
    Section,
    Table,
    Untracked,
)

PLANNED, HELD = pgettext_lazy("report table", "Planned"), pgettext_lazy("report table", "Done")
OUTSIDE = pgettext_lazy("report table", "Outside the plan")
CANCELLED = pgettext_lazy("report table", "Cancelled")
POSTPONED = pgettext_lazy("report table", "Postponed")
ONLINE = pgettext_lazy("report table", "Moved online")
PEOPLE = pgettext_lazy("report table", "People")
COST = pgettext_lazy("report table", "Cost (dong)")
BY_LEVEL = pgettext_lazy("report table", "By level of the head of delegation")
BY_COUNTRY = pgettext_lazy("report table", "By country")
BY_SOURCE = pgettext_lazy("report table", "By source of money")
BY_KIND = pgettext_lazy("report table", "By kind")


def _delegations(code: str, people: str, *not_planned_by: str) -> tuple[Column, ...]:
    return (
        Column(PLANNED, f"{code}_planned", not_by=not_planned_by),
        Column(HELD, code),
        Column(OUTSIDE, f"{code}_outside_plan"),
        Column(CANCELLED, f"{code}_cancelled"),
        Column(POSTPONED, f"{code}_postponed"),
        Column(ONLINE, f"{code}_moved_online"),
        Column(PEOPLE, people),
        Column(COST, code, is_cost=True),
    )


OUTGOING = Table(
    "outgoing",
    _("Outgoing delegations"),
    _delegations("delegations_out", "people_out"),
    (Rows(BY_LEVEL, "level"), Rows(BY_COUNTRY, "country"), Rows(BY_SOURCE, "funding")),
    _("Cost is that of the delegations sent, as far as it is noted in the register."),
)
INCOMING = Table(
    "incoming",
    _("Incoming delegations"),
    # A plan says where guests are received, not where they come from.
    _delegations("delegations_in", "people_in", "country"),
    (Rows(BY_LEVEL, "level"), Rows(BY_COUNTRY, "country"), Rows(BY_SOURCE, "funding")),
    _("Cost is that of the delegations received, as far as it is noted in the register."),
)
CONFERENCES = Table(
    "conferences",
    _("International conferences and workshops"),
    (
        Column(PLANNED, "conferences_planned"),
        Column(pgettext_lazy("report table", "Permitted")),
        Column(pgettext_lazy("report table", "Hosted"), "conferences_hosted"),
        Column(pgettext_lazy("report table", "Attended"), "conferences_attended"),
        Column(OUTSIDE, "conferences_outside_plan"),
        Column(CANCELLED, "conferences_cancelled"),
        Column(pgettext_lazy("report table", "Reported")),
    ),
    (Rows(BY_KIND, "kind"), Rows(BY_COUNTRY, "country")),
)
AGREEMENTS = Table(
    "agreements",
    _("International agreements"),
    (
        Column(pgettext_lazy("report table", "In force"), "agreements_in_force"),
        Column(pgettext_lazy("report table", "Signed in the period"), "agreements_signed"),
        Column(
            pgettext_lazy("report table", "Running out within 12 months"), "agreements_expiring"
        ),
        Column(
            pgettext_lazy("report table", "Being prepared or negotiated"),
            "agreements_in_preparation",
        ),
    ),
    (Rows(BY_KIND, "kind"),),
)
OBLIGATIONS = Listing(
    "obligations",
    _("Multilateral work and obligations"),
    (
        "multilateral_attended",
        "multilateral_chaired",
        "duties_due_ours",
        "duties_kept_ours",
        "duties_late_ours",
        "duties_due_theirs",
        "duties_kept_theirs",
        "duties_late_theirs",
    ),
)
NOT_TRACKED = _("The register does not keep this yet.")
OUTPUTS = Untracked("outputs", _("Use of the results of international cooperation"), NOT_TRACKED)
COMPLIANCE = Untracked("compliance", _("Reports sent as required"), NOT_TRACKED)

SECTIONS = (
    Section(
        "context",
        1,
        _("Context"),
        _("What shaped the work: in the world, in the country, in the agency."),
    ),
    Section("results", 1, _("Results of international cooperation")),
    Section(
        "bilateral",
        2,
        _("Bilateral cooperation"),
        _("The visits that mattered, with whom, and what came of them."),
        (
            _(
                "In the period, the %(own)s sent %(delegations_out)s delegations abroad with "
                "%(people_out)s people and received %(delegations_in)s delegations with "
                "%(people_in)s people."
            ),
            _(
                "Outside the plan were %(delegations_out_outside_plan)s outgoing and "
                "%(delegations_in_outside_plan)s incoming delegations. Cancelled were "
                "%(delegations_out_cancelled)s outgoing and %(delegations_in_cancelled)s "
                "incoming ones; %(delegations_out_postponed)s outgoing and "
                "%(delegations_in_postponed)s incoming ones were postponed."
            ),
            _(
                "At the end of the period, the %(own)s had agreements in force with "
                "%(bilateral_partners)s partners of other countries."
            ),
        ),
        ("outgoing", "incoming"),
    ),
    Section(
        "multilateral",
        2,
        _("Multilateral cooperation"),
        _("Conventions, working groups and networks: what we brought forward and what is due."),
        (
            _(
                "The %(own)s took part in %(multilateral_attended)s multilateral meetings and "
                "chaired %(multilateral_chaired)s of them."
            ),
            _(
                "Obligations due in the period: %(duties_due_ours)s; kept: %(duties_kept_ours)s; "
                "late at its end: %(duties_late_ours)s."
            ),
        ),
        ("obligations",),
    ),
    Section(
        "agreements",
        2,
        _("Signing and carrying out international agreements"),
        _("What was signed, how it is carried out, what has to be renewed."),
        (
            _(
                "Agreements signed in the period: %(agreements_signed)s. In force at its end: "
                "%(agreements_in_force)s; of these, %(agreements_expiring)s run out within "
                "12 months. Being prepared or negotiated: %(agreements_in_preparation)s."
            ),
        ),
        ("agreements",),
    ),
    Section(
        "conferences",
        2,
        _("International conferences and workshops"),
        _("Subjects, partners, and what was agreed or learned."),
        (
            _(
                "The %(own)s held %(conferences_hosted)s international conferences and workshops "
                "and attended %(conferences_attended)s. Of all activities, %(online_events)s took "
                "place online."
            ),
        ),
        ("conferences",),
    ),
    Section(
        "training",
        2,
        _("Training and projects"),
        _("Courses, programmes and projects with foreign partners."),
        (
            _(
                "International trainings held or attended: %(trainings)s, with "
                "%(training_seats)s people taking part."
            ),
        ),
    ),
    Section(
        "reception",
        2,
        _("Receiving ambassadors and other guests"),
        _("Who called, and what was discussed."),
        (_("Courtesy calls: %(courtesy_calls)s; working meetings: %(meetings)s."),),
    ),
    Section(
        "information",
        2,
        _("External information"),
        _("What was published or sent to partners, and in which languages."),
        (),
        ("outputs", "compliance"),
    ),
    Section("assessment", 1, _("Assessment")),
    Section(
        "achieved", 2, _("What was achieved"), _("What went well, measured by the year’s aims.")
    ),
    Section("limits", 2, _("Limits and difficulties"), _("What did not succeed or came late.")),
    Section("causes", 2, _("Causes"), _("Why: what lay with us, and what did not.")),
    Section(
        "direction",
        1,
        _("Direction of work for the coming period"),
        _("The main aims and tasks of the next period."),
    ),
    Section(
        "proposals",
        1,
        _("Proposals and recommendations"),
        _("What is asked of whom. Write “none” if there are none."),
    ),
)

ANNUAL = Definition(
    key="annual",
    label=_("Annual report"),
    title=_("Report on the results of international cooperation %(period)s"),
    rule="year",
    sections=SECTIONS,
    tables=(OUTGOING, INCOMING, CONFERENCES, AGREEMENTS, OBLIGATIONS, OUTPUTS, COMPLIANCE),
)

SIX_MONTHS = replace(
    ANNUAL,
    key="six-months",
    label=_("Six-month report"),
    rule="six-months",
    tables=(OUTGOING, INCOMING, CONFERENCES, AGREEMENTS, OBLIGATIONS),
    sections=tuple(
        replace(one, tables=tuple(t for t in one.tables if t not in {"outputs", "compliance"}))
        for one in SECTIONS
    ),
)
