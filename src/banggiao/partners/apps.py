"""The room of partners: what it registers with the rooms below."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersRoom(AppConfig):
    """Registers action names, the menu entry, quick actions and what the search box finds."""

    name = "banggiao.partners"
    label = "partners"
    verbose_name = _("Partners")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register with the rooms below; nothing is read from the database here."""
        from banggiao.audit import vocabulary  # noqa: PLC0415  # app ready
        from banggiao.core import menu, search  # noqa: PLC0415  # app ready
        from banggiao.partners import entries, models  # noqa: PLC0415  # app ready

        vocabulary.register(ACTIONS)
        search.register(models.Organisation, _("Organisation"), entries.of_organisation)
        search.register(models.Person, _("Person"), entries.of_person)
        menu.add_room(
            menu.Item(
                _("Partners"),
                "partners:organisations",
                20,
                also=("/people/", "/relationships/", "/countries/", "/titles/", "/notes/"),
            )
        )
        menu.add_action(
            menu.Item(
                _("Add a partner"), "partners:add_organisation", 20, "partners.add_organisation"
            )
        )
        menu.add_action(
            menu.Item(_("Add a person"), "partners:add_person", 21, "partners.add_person")
        )
        menu.add_action(
            menu.Item(
                _("Add a relationship"),
                "partners:add_relationship",
                22,
                "partners.add_relationship",
            )
        )
        menu.add_page(menu.Item(_("People"), "partners:people", 21))
        menu.add_page(menu.Item(_("Relationships"), "partners:relationships", 22))
        menu.add_page(menu.Item(_("Countries"), "partners:countries", 23))
        menu.add_page(menu.Item(_("Levels of office"), "partners:titles", 24))


ACTIONS = {
    "partners.organisation_added": _("Organisation entered"),
    "partners.organisation_changed": _("Organisation changed"),
    "partners.organisation_set_aside": _("Organisation set aside"),
    "partners.organisation_brought_back": _("Organisation brought back"),
    "partners.organisations_imported": _("Organisation imported"),
    "partners.succession_recorded": _("Succession entered"),
    "partners.succession_removed": _("Succession removed"),
    "partners.country_renamed": _("Country renamed"),
    "partners.title_added": _("Title of office entered"),
    "partners.title_changed": _("Title of office changed"),
    "partners.person_added": _("Person entered"),
    "partners.person_changed": _("Person changed"),
    "partners.person_set_aside": _("Person set aside"),
    "partners.person_brought_back": _("Person brought back"),
    "partners.people_imported": _("Person imported"),
    "partners.post_added": _("Post entered"),
    "partners.post_changed": _("Post changed"),
    "partners.post_removed": _("Post removed"),
    "partners.personal_details_kept": _("Personal details changed"),
    "partners.personal_details_erased": _("Personal details erased"),
    "partners.relationship_added": _("Relationship entered"),
    "partners.relationship_changed": _("Relationship changed"),
    "partners.relationship_set_aside": _("Relationship set aside"),
    "partners.relationship_brought_back": _("Relationship brought back"),
    "partners.relationships_imported": _("Relationship imported"),
    "partners.milestone_added": _("Milestone entered"),
    "partners.milestone_changed": _("Milestone changed"),
    "partners.milestone_removed": _("Milestone removed"),
    "partners.note_added": _("Note written"),
    "partners.note_changed": _("Note changed"),
    "partners.situationnote_set_aside": _("Note set aside"),
    "partners.situationnote_brought_back": _("Note brought back"),
}
