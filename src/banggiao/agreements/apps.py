"""The room of agreements: what it registers with the rooms below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banggiao.accounts.models import User
    from banggiao.core.panels import Tab
    from banggiao.partners.models import Organisation


class AgreementsRoom(AppConfig):
    """Registers action names, the menu entry, search entries and what partners' pages show."""

    name = "banggiao.agreements"
    label = "agreements"
    verbose_name = _("Agreements")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register with the rooms below; nothing is read from the database here."""
        from banggiao.agreements import entries, models, queries  # noqa: PLC0415  # app ready
        from banggiao.agreements.actions import ledger  # noqa: PLC0415  # app ready
        from banggiao.agreements.queries import consultations, watches  # noqa: PLC0415  # app ready
        from banggiao.audit import vocabulary  # noqa: PLC0415  # app ready
        from banggiao.core import menu, search  # noqa: PLC0415  # app ready
        from banggiao.core.panels import CALENDAR, CalendarSource  # noqa: PLC0415  # app ready
        from banggiao.partners import panels  # noqa: PLC0415  # app ready

        vocabulary.register(ACTIONS)
        search.register(models.Instrument, _("Agreement"), entries.of_instrument)
        also = ("/agreement-steps/", "/signing-rules/", "/consultations/")
        menu.add_room(menu.Item(_("Agreements"), "agreements:instruments", 30, also=also))
        menu.add_action(
            menu.Item(
                _("Add an agreement"),
                "agreements:add_instrument",
                30,
                "agreements.add_instrument",
            )
        )
        menu.add_page(menu.Item(_("Agreements to look at"), "agreements:watches", 31))
        menu.add_page(menu.Item(_("Register of agreements as a paper"), "agreements:register", 31))
        menu.add_page(menu.Item(_("Steps of the path"), "agreements:path_steps", 32))
        menu.add_page(menu.Item(_("Consultations"), "agreements:consultations", 34))
        menu.add_page(menu.Item(_("Who may sign"), "agreements:signing_rules", 33))
        panels.OWNERSHIP.add("agreements", ledger.refresh_own)
        texts = CalendarSource(_("Ends and notices"), queries.calendar_of, mark="text")
        CALENDAR.add("agreements", texts, rank=70)
        years = CalendarSource(_("Anniversaries"), watches.anniversaries_on, mark="milestone")
        CALENDAR.add("anniversaries", years, rank=75)
        asked = CalendarSource(_("Opinions awaited"), consultations.calendar_of, mark="duty")
        CALENDAR.add("consultations", asked, rank=76)
        panels.ORGANISATION_TIMELINE.add("agreements", queries.timeline_of)
        panels.ORGANISATION_TABS.add("agreements", agreements_tab, rank=30)


def agreements_tab(organisation: Organisation, user: User) -> Sequence[Tab]:
    """Show on a partner's page how many texts it is a party to."""
    from django.urls import reverse  # noqa: PLC0415  # app ready

    from banggiao.agreements.queries import count_with  # noqa: PLC0415  # app ready
    from banggiao.core.panels import Tab  # noqa: PLC0415  # app ready

    url = reverse("agreements:of_partner", args=[organisation.code])
    return [Tab("agreements", _("Agreements"), url, count_with(organisation, user))]


ACTIONS = {
    "agreements.instrument_added": _("Agreement entered"),
    "agreements.instrument_changed": _("Agreement changed"),
    "agreements.instrument_set_aside": _("Agreement set aside"),
    "agreements.instrument_brought_back": _("Agreement brought back"),
    "agreements.instruments_imported": _("Agreement imported"),
    "agreements.party_added": _("Party entered"),
    "agreements.party_removed": _("Party removed"),
    "agreements.signatory_added": _("Signatory entered"),
    "agreements.signatory_changed": _("Signatory changed"),
    "agreements.signatory_removed": _("Signatory removed"),
    "agreements.act_signed": _("Agreement signed"),
    "agreements.act_in_force": _("Agreement entered into force"),
    "agreements.act_extended": _("Agreement extended"),
    "agreements.act_amended": _("Agreement amended"),
    "agreements.act_upgraded": _("Agreement upgraded"),
    "agreements.act_replaced": _("Agreement replaced"),
    "agreements.act_ended": _("Agreement ended"),
    "agreements.act_inherited": _("Agreement taken over"),
    "agreements.act_corrected": _("Act corrected"),
    "agreements.act_removed": _("Act removed"),
    "agreements.predecessor_linked": _("Earlier agreement entered"),
    "agreements.predecessor_unlinked": _("Earlier agreement removed"),
    "agreements.version_added": _("Version entered"),
    "agreements.version_changed": _("Version described anew"),
    "agreements.version_set_aside": _("Version set aside"),
    "agreements.version_brought_back": _("Version brought back"),
    "agreements.clause_equivalent": _("Clause marked as equivalent"),
    "agreements.clause_not_equivalent": _("Mark of equivalence taken back"),
    "agreements.step_done": _("Step done"),
    "agreements.step_skipped": _("Step skipped"),
    "agreements.text_returned": _("Text returned with comments"),
    "agreements.step_corrected": _("Step corrected"),
    "agreements.step_removed": _("Step removed"),
    "agreements.path_step_added": _("Step of the path entered"),
    "agreements.path_step_changed": _("Step of the path changed"),
    "agreements.signing_rule_added": _("Rule of who signs entered"),
    "agreements.signing_rule_changed": _("Rule of who signs changed"),
    "agreements.status_declared": _("Status declared"),
    "agreements.declaration_withdrawn": _("Declared status withdrawn"),
    "agreements.negotiation_opened": _("Negotiation opened"),
    "agreements.negotiation_concluded": _("Negotiation concluded"),
    "agreements.negotiation_broken_off": _("Negotiation broken off"),
    "agreements.negotiation_set_aside": _("Negotiation set aside"),
    "agreements.negotiation_brought_back": _("Negotiation brought back"),
    "agreements.round_added": _("Round entered"),
    "agreements.round_changed": _("Round changed"),
    "agreements.round_removed": _("Round removed"),
    "agreements.seat_added": _("Person at a round entered"),
    "agreements.seat_removed": _("Person at a round removed"),
    "agreements.item_added": _("Clause put on the table"),
    "agreements.item_set_aside": _("Clause taken off the table"),
    "agreements.item_brought_back": _("Clause brought back to the table"),
    "agreements.wording_proposed": _("Wording proposed"),
    "agreements.clause_struck": _("Clause proposed to be struck"),
    "agreements.clause_agreed": _("Clause agreed"),
    "agreements.stage_set": _("Clause marked"),
    "agreements.remark_added": _("Remark added"),
    "agreements.position_opened": _("Position opened"),
    "agreements.position_changed": _("Position changed"),
    "agreements.position_on_paper": _("Position kept on paper"),
    "agreements.position_set_aside": _("Position set aside"),
    "agreements.position_brought_back": _("Position brought back"),
    "agreements.consultation_sent": _("Consultation sent"),
    "agreements.consultation_changed": _("Consultation changed"),
    "agreements.consultation_closed": _("Consultation closed"),
    "agreements.consultation_reopened": _("Consultation opened again"),
    "agreements.consultation_set_aside": _("Consultation set aside"),
    "agreements.consultation_brought_back": _("Consultation brought back"),
    "agreements.slip_added": _("Body asked for its opinion"),
    "agreements.slip_removed": _("Body no longer asked"),
    "agreements.slip_reminded": _("Body reminded to answer"),
    "agreements.slip_answered": _("Answer entered"),
    "agreements.answer_taken_back": _("Answer taken back"),
    "agreements.opinion_added": _("Point of an answer entered"),
    "agreements.opinion_changed": _("Point of an answer changed"),
    "agreements.opinion_decided": _("Point of an answer decided"),
    "agreements.opinion_removed": _("Point of an answer removed"),
}
