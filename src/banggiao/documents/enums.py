"""Closed lists of this room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """What sort of paper a document is. The first part follows Decree 30/2020/NĐ-CP."""

    LAW = "law", _("Law")
    DECREE = "decree", _("Decree")
    GOVERNMENT_RESOLUTION = "government_resolution", _("Government resolution")
    RESOLUTION = "resolution", _("Resolution")
    DECISION = "decision", _("Decision")
    SENDING_DECISION = "sending_decision", _("Decision sending a delegation")
    DIRECTIVE = "directive", _("Directive")
    DOMESTIC_REGULATION = "domestic_regulation", _("Internal regulation")
    CIRCULAR = "circular", _("Circular")
    PLAN = "plan", _("Plan")
    COORDINATION_PROGRAMME = "domestic_coordination_programme", _("Coordination programme")
    REPORT = "report", _("Report")
    SUBMISSION = "submission", _("Submission")
    OFFICIAL_LETTER = "official_letter", _("Official letter")
    INSPECTION_CONCLUSION = "inspection_conclusion", _("Inspection conclusion")
    MINUTES = "minutes", _("Minutes")
    AGREEMENT_TEXT = "agreement_text", _("Text of an agreement")
    NOTE_VERBALE = "note_verbale", _("Note verbale")
    INVITATION = "invitation", _("Letter of invitation")
    WEB_PAGE = "web_page", _("Web page")
    ARTICLE = "article", _("Press article")
    OTHER = "other", _("Other")


class Secrecy(models.TextChoices):
    """Whether the paper is a state secret, by the levels of Law 117/2025/QH15.

    Of a secret paper only a stub is kept: it must not be stored on a networked machine.
    """

    NONE = "", _("Not a state secret")
    SECRET = "mat", _("Mật (confidential)")
    TOP_SECRET = "toi_mat", _("Tối mật (secret)")
    UTMOST_SECRET = "tuyet_mat", _("Tuyệt mật (top secret)")
