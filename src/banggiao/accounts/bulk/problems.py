"""Collects everything that is wrong before anything is written."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction

from banggiao.accounts.bulk.answers import RowError, RowsRefused
from banggiao.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Problems:
    """Everything that is wrong, collected over all rows before anything is written."""

    def __init__(self) -> None:
        self.errors: list[RowError] = []

    def add(self, row: int, column: str, message: object) -> None:
        """Note one error."""
        self.errors.append(RowError(row, column, str(message)))

    @contextmanager
    def of(self, row: int, column: str = "") -> Iterator[None]:
        """Note what the block refuses, under the field it names or else the given column."""
        try:
            yield
        except Refused as refused:
            self.add(row, refused.field or column, refused.message)
        except PermissionDenied as denied:
            self.add(row, column, denied)
        except ValidationError as error:
            fields = (
                error.message_dict if hasattr(error, "error_dict") else {column: error.messages}
            )
            for name, messages in fields.items():
                for message in messages:
                    self.add(row, column if name == NON_FIELD_ERRORS else name, message)

    def stop(self) -> None:
        """Raise `RowsRefused` where there is anything."""
        if self.errors:
            raise RowsRefused(self.errors)


@contextmanager
def judged_by_database(
    rows: Iterable[tuple[int, models.Model]], problems: Problems
) -> Iterator[None]:
    """Let the database check constraints over all rows; only when it refuses, find out which.

    Asking `full_clean` beforehand would cost a question a row and constraint.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        for number, record in rows:
            with problems.of(number):
                record.validate_constraints()
        problems.stop()
        raise
