"""What people said once of a text goes before everything that is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from banggiao.core.text import fold
from banggiao.exchange.enums import AnswerKind
from banggiao.exchange.models import Answer
from banggiao.exchange.reading.register import NEW, WORDS, Finder, Match, Register

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banggiao.accounts.models import User


@dataclass(frozen=True, slots=True)
class Remembered:
    """A finder that asks the answers first. They are keyed by folded text."""

    finder: Finder
    answers: Mapping[str, Answer]

    def find(self, text: str, countries: Sequence[str] = ()) -> tuple[Match, ...]:
        """Give what was answered for the text, or what is found."""
        answer = self.answers.get(fold(text))
        found = self.finder.find(text, countries)
        if answer is None:
            return found
        if answer.code:
            known = next((one for one in found if one.code == answer.code), None)
            country = known.country if known else ""
            return (Match(answer.code, 1.0, known.label if known else text, country),)
        return (Match(NEW if answer.is_new else WORDS, 1.0, text),)


def with_answers(register: Register, user: User) -> Register:
    """Give the register as somebody knows it who remembers what this user answered.

    Only the user's own answers count: a colleague's may name what the user may not see.
    """
    answers: dict[str, dict[str, Answer]] = {kind: {} for kind in AnswerKind.values}
    for answer in Answer.objects.of(user):
        answers[answer.what][answer.text] = answer
    return Register(
        countries=register.countries,
        organisations=Remembered(register.organisations, answers[AnswerKind.ORGANISATION]),
        people=Remembered(register.people, answers[AnswerKind.PERSON]),
    )
