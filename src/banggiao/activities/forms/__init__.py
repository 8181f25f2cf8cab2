"""Forms of this room. They check and collect; the actions write."""

from banggiao.activities.forms.activities import ActivityForm, SeriesForm
from banggiao.activities.forms.adding import NewActivityForm
from banggiao.activities.forms.outcomes import DutyOfPointForm, PointForm, ResultForm
from banggiao.activities.forms.parts import (
    ItemForm,
    ParticipantForm,
    PartyForm,
    SeveralParticipantsForm,
)
from banggiao.activities.forms.steps import (
    CancelForm,
    ConfirmForm,
    FinishForm,
    MoveOnlineForm,
    PostponeForm,
    ResumeForm,
    StartForm,
)

__all__ = [
    "ActivityForm",
    "CancelForm",
    "ConfirmForm",
    "DutyOfPointForm",
    "FinishForm",
    "ItemForm",
    "MoveOnlineForm",
    "NewActivityForm",
    "ParticipantForm",
    "PartyForm",
    "PointForm",
    "PostponeForm",
    "ResultForm",
    "ResumeForm",
    "SeriesForm",
    "SeveralParticipantsForm",
    "StartForm",
]
