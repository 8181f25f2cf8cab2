"""Closed lists of this room."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class InstrumentKind(models.TextChoices):
    """What sort of text it is. `agreement_series` is several known only together."""

    MEMORANDUM_OF_COOPERATION = "memorandum_of_cooperation", _("Memorandum of cooperation")
    MEMORANDUM_OF_UNDERSTANDING = "memorandum_of_understanding", _("Memorandum of understanding")
    COOPERATION_AGREEMENT = "cooperation_agreement", _("Cooperation agreement")
    COOPERATION_PROGRAMME = "cooperation_programme", _("Cooperation programme")
    ACTION_PLAN = "action_plan", _("Action plan")
    TERMS_OF_REFERENCE = "terms_of_reference", _("Terms of reference")
    FRIENDSHIP_AGREEMENT = "friendship_agreement", _("Friendship agreement")
    SISTER_CITY_AGREEMENT = "sister_city_agreement", _("Sister-city agreement")
    DECLARATION = "declaration", _("Declaration")
    JOINT_STATEMENT = "joint_statement", _("Joint statement")
    AGREEMENT_SERIES = "agreement_series", _("Several agreements")
    OTHER = "other", _("Other")


class InNameOf(models.TextChoices):
    """In whose name the Vietnamese side signs (Law 70/2020/QH14). Empty: not known."""

    STATE = "state", _("The State")
    GOVERNMENT = "government", _("The Government")
    MINISTRY_OR_AGENCY = "ministry_or_agency", _("A ministry or ministerial-level agency")
    DEPARTMENT = "department", _("A general department or department")
    PROVINCE = "province", _("A province")
    OTHER = "other", _("Other")


class Renewal(models.TextChoices):
    """What happens when the term runs out. Empty: not known."""

    NONE = "none", _("Not renewed")
    AUTOMATIC = "automatic", _("Renewed by itself")
    BY_AGREEMENT = "by_agreement", _("Renewed if the parties agree")


class Relation(models.TextChoices):
    """What a text is to the one before it."""

    AMENDS = "amends", _("Amends it")
    RENEWS = "renews", _("Renews or extends it")
    UPGRADES = "upgrades", _("Upgrades it")
    REPLACES = "replaces", _("Replaces it")
    FOLLOWS = "follows", _("Follows it; how is not stated")


class SignatoryRole(models.TextChoices):
    """What a person did at the signing."""

    SIGNATORY = "signatory", _("Signed")
    WITNESS = "witness", _("Witnessed")


class ActKind(models.TextChoices):
    """What the parties did with a text on a day."""

    SIGNED = "signed", pgettext_lazy("act", "Signed")
    IN_FORCE = "in_force", pgettext_lazy("act", "Entered into force")
    EXTENDED = "extended", pgettext_lazy("act", "Extended")
    AMENDED = "amended", pgettext_lazy("act", "Amended")
    UPGRADED = "upgraded", pgettext_lazy("act", "Upgraded")
    REPLACED = "replaced", pgettext_lazy("act", "Replaced")
    ENDED = "ended", pgettext_lazy("act", "Ended")
    INHERITED = "inherited", pgettext_lazy("act", "Taken over by another body")


class State(models.TextChoices):
    """How a text stands on a day."""

    NOT_SIGNED = "not_signed", pgettext_lazy("standing", "Not signed")
    SIGNED = "signed", pgettext_lazy("standing", "Signed, not yet in force")
    IN_FORCE = "in_force", pgettext_lazy("standing", "In force")
    EXPIRED = "expired", pgettext_lazy("standing", "Expired")
    REPLACED = "replaced", pgettext_lazy("standing", "Replaced")
    ENDED = "ended", pgettext_lazy("standing", "Ended")


class TopicName(models.TextChoices):
    """What a text is about."""

    ADMINISTRATIVE_COUNSELING = "administrative_counseling", _("Administrative counseling")
    ANTI_CORRUPTION = "anti_corruption", _("Anti-corruption")
    APEC = "apec", _("APEC")
    ASEAN_PAC = "asean_pac", _("ASEAN-PAC")
    ASSET_DECLARATION = "asset_declaration", _("Declaration of assets")
    CITIZEN_RECEPTION = "citizen_reception", _("Reception of citizens")
    COMPLAINTS = "complaints", _("Complaints and denunciations")
    CONFLICT_OF_INTEREST = "conflict_of_interest", _("Conflict of interest")
    DIGITAL_GOVERNMENT = "digital_government", _("Digital government")
    ENVIRONMENT = "environment", _("Environment")
    ETHICS = "ethics", _("Ethics of public service")
    INSPECTION = "inspection", _("Inspection")
    LOCAL_GOVERNMENT = "local_government", _("Local government")
    POLICY_EVALUATION = "policy_evaluation", _("Policy evaluation")
    REVIEW_MEETING = "review_meeting", _("Review meetings")
    SISTER_CITY = "sister_city", _("Sister cities")
    TRAINING = "training", _("Training")
    UNCAC = "uncac", _("UN Convention against Corruption")


class VersionKind(models.TextChoices):
    """What a version of a text is. What is signed is found by it."""

    OURS = "ours", pgettext_lazy("version", "Draft of ours")
    THEIRS = "theirs", pgettext_lazy("version", "Proposal of theirs")
    AGREED = "agreed", pgettext_lazy("version", "Agreed")
    SIGNED = "signed", pgettext_lazy("version", "Signed text")
    CONSOLIDATED = "consolidated", pgettext_lazy("version", "With all amendments")


class Side(models.TextChoices):
    """Whose words they are on the table."""

    OURS = "ours", pgettext_lazy("side", "Ours")
    THEIRS = "theirs", pgettext_lazy("side", "Theirs")
    AGREED = "agreed", pgettext_lazy("side", "Agreed")


class ItemState(models.TextChoices):
    """How far a clause is on the table."""

    OPEN = "open", pgettext_lazy("clause", "Open")
    BRACKETED = "bracketed", pgettext_lazy("clause", "In brackets")
    AGREED = "agreed", pgettext_lazy("clause", "Agreed")
    DEFERRED = "deferred", pgettext_lazy("clause", "Put off")


class LedgerStep(models.TextChoices):
    """Which steps of a path are acts: they are read from the ledger, never entered twice."""

    SIGNED = "signed", pgettext_lazy("path", "Signed")
    IN_FORCE = "in_force", pgettext_lazy("path", "In force")
    OVER = "over", pgettext_lazy("path", "Extended or ended")


class Outcome(models.TextChoices):
    """What came of a step of a path."""

    DONE = "done", pgettext_lazy("path", "Done")
    SKIPPED = "skipped", pgettext_lazy("path", "Skipped")
    RETURNED = "returned", pgettext_lazy("path", "Returned with comments")


class Answer(models.TextChoices):
    """What a body that was asked for its opinion says to the whole."""

    AGREES = "agrees", pgettext_lazy("consultation", "Agrees")
    WITH_COMMENTS = "with_comments", pgettext_lazy("consultation", "Agrees, with comments")
    DISAGREES = "disagrees", pgettext_lazy("consultation", "Does not agree")
    NO_COMMENT = "no_comment", pgettext_lazy("consultation", "Has no comment")


class Response(models.TextChoices):
    """What became of a point that a body made."""

    OPEN = "open", pgettext_lazy("opinion", "Not decided yet")
    TAKEN_UP = "taken_up", pgettext_lazy("opinion", "Taken up")
    PARTLY = "partly", pgettext_lazy("opinion", "Taken up in part")
    NOT_TAKEN = "not_taken", pgettext_lazy("opinion", "Not taken up")


CLAUSE_WORDS = {
    "title": pgettext_lazy("clause", "Title"),
    "preamble": pgettext_lazy("clause", "Preamble"),
    "part": pgettext_lazy("clause", "Part"),
    "chapter": pgettext_lazy("clause", "Chapter"),
    "section": pgettext_lazy("clause", "Section"),
    "article": pgettext_lazy("clause", "Article"),
    "paragraph": pgettext_lazy("clause", "Paragraph"),
    "point": pgettext_lazy("clause", "Point"),
    "heading": pgettext_lazy("clause", "Heading"),
    "signatures": pgettext_lazy("clause", "Signatures"),
    "annex": pgettext_lazy("clause", "Annex"),
    "unplaced": pgettext_lazy("clause", "Other words"),
}
"""What a clause is called that has neither mark nor heading."""
