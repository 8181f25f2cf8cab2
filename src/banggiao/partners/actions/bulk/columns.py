"""Names errors by the columns of the rows, where a part's own field has another name."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from banggiao.accounts.bulk import clean
from banggiao.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db import models


def clean_part(part: models.Model) -> None:
    """Check a part. What is wrong is said of the column it came in, not of the part's fields."""
    try:
        clean(part)
    except ValidationError as error:
        raise ValidationError(error.messages) from error


@contextmanager
def under(column: str) -> Iterator[None]:
    """Say a refusal of the block of this column."""
    try:
        yield
    except Refused as refused:
        raise Refused(refused.code, refused.message, field=column) from refused
