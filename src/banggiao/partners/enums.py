"""Closed lists of this room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    """What sort of body an organisation is."""

    GOVERNMENT = "government", _("Government")
    MINISTRY = "ministry", _("Ministry")
    GOVERNMENT_AGENCY = "government_agency", _("Government agency")
    ANTI_CORRUPTION_AGENCY = "anti_corruption_agency", _("Anti-corruption agency")
    OMBUDSMAN = "ombudsman", _("Ombudsman")
    AUDIT_BODY = "audit_body", _("Audit body")
    JUDICIAL_BODY = "judicial_body", _("Judicial body")
    PARLIAMENT = "parliament", _("Parliament")
    PARTY_BODY = "party_body", _("Party body")
    LOCAL_GOVERNMENT = "local_government", _("Local government")
    DEPARTMENT = "department", _("Department of a body")
    OFFICE = "office", _("Office")
    COMMITTEE = "committee", _("Committee")
    INSTITUTE = "institute", _("Institute")
    SCHOOL = "school", _("School")
    DIPLOMATIC_MISSION = "diplomatic_mission", _("Diplomatic mission")
    INTERNATIONAL_ORGANISATION = "international_organisation", _("International organisation")
    SECRETARIAT = "secretariat", _("Secretariat")
    WORKING_GROUP = "working_group", _("Working group")
    NETWORK = "network", _("Network")
    APEC_ECONOMY = "apec_economy", _("APEC economy")
    DEVELOPMENT_AGENCY = "development_agency", _("Development agency")
    TRADE_AGENCY = "trade_agency", _("Trade agency")
    ASSOCIATION = "association", _("Association")
    MASS_ORGANISATION = "mass_organisation", _("Mass organisation")
    OTHER = "other", _("Other")


class NameOrder(models.TextChoices):
    """How a person's name is printed. It is kept as printed; nothing is turned round."""

    FAMILY_FIRST = "family_first", _("Family name first")
    GIVEN_FIRST = "given_first", _("Given name first")
    SINGLE = "single", _("One name only")


class PartyType(models.TextChoices):
    """Between whom a relationship stands."""

    COUNTRY = "country", _("Two countries")
    ORGANISATION = "organisation", _("Two organisations")


class Level(models.TextChoices):
    """How far a relationship has come; each milestone names the level it brought."""

    CONTACTS = "contacts", _("First contacts")
    DIPLOMATIC_RELATIONS = "diplomatic_relations", _("Diplomatic relations")
    PARTNERSHIP = "partnership", _("Partnership")
    COMPREHENSIVE_PARTNERSHIP = "comprehensive_partnership", _("Comprehensive partnership")
    STRATEGIC_PARTNERSHIP = "strategic_partnership", _("Strategic partnership")
    EXTENSIVE_STRATEGIC_PARTNERSHIP = (
        "extensive_strategic_partnership",
        _("Extensive strategic partnership"),
    )
    COMPREHENSIVE_STRATEGIC_PARTNERSHIP = (
        "comprehensive_strategic_partnership",
        _("Comprehensive strategic partnership"),
    )
    COOPERATION = "cooperation", _("Cooperation")
    COOPERATION_AGREEMENT = "cooperation_agreement", _("Cooperation agreement")
    MEMORANDUM_OF_COOPERATION = "memorandum_of_cooperation", _("Memorandum of cooperation")
    UPGRADED_MEMORANDUM = "upgraded_memorandum", _("Upgraded memorandum")
    FRIENDSHIP_COOPERATION = "friendship_cooperation", _("Friendship and cooperation")
    SISTER_CITY = "sister_city", _("Sister cities")
    ENDED = "ended", _("Ended")


class OfficeLevel(models.TextChoices):
    """The level of an office, as plans and reports count heads of delegations. Empty: not known.

    Which title stands on which level is data, see `OfficeTitle`.
    """

    STATE_LEADER = "state_leader", _("Party and State leaders")
    MINISTER = "minister", _("Minister or equivalent")
    DEPUTY_MINISTER = "deputy_minister", _("Deputy minister or equivalent")
    DEPARTMENT = "department", _("Head or deputy head of a department")
    OFFICER = "officer", _("Officer")
