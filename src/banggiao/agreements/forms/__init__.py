"""Forms of this room. They check and collect; the actions write."""

from banggiao.agreements.forms.instruments import (
    ActForm,
    DeclarationForm,
    HeirForm,
    InstrumentForm,
    NewInstrumentForm,
    PartyForm,
    PredecessorForm,
    SignatoryForm,
    SuccessorForm,
)

__all__ = [
    "ActForm",
    "DeclarationForm",
    "HeirForm",
    "InstrumentForm",
    "NewInstrumentForm",
    "PartyForm",
    "PredecessorForm",
    "SignatoryForm",
    "SuccessorForm",
]
