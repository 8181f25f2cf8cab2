"""A trial of bulk actions: it refuses what they refuse and leaves nothing behind."""

from __future__ import annotations

import pytest

from banggiao.accounts.bulk import RowsRefused, trial
from banggiao.audit.models import Event
from banggiao.core.models import SearchEntry
from banggiao.partners.actions.bulk import OrganisationRow, import_organisations
from banggiao.partners.models import Organisation
from tests.factories.partners import officer

pytestmark = pytest.mark.django_db

SOUND = OrganisationRow(code="thu-nghiem", name_vi="Cơ quan Thử nghiệm", kind="other")
UNSOUND = OrganisationRow(code="sai", name_vi="Cơ quan Sai", kind="other", parent="khong-co")


def left() -> tuple[int, int, int]:
    return Organisation.objects.count(), Event.objects.count(), SearchEntry.objects.count()


def test_nothing_is_left_of_what_was_only_tried() -> None:
    writer = officer()
    before = left()
    with trial():
        done = import_organisations([SOUND], by=writer)
    assert done.codes == ("thu-nghiem",)
    assert left() == before


def test_what_an_action_refuses_is_refused_and_later_writes_are_logged_again() -> None:
    writer = officer()
    with pytest.raises(RowsRefused), trial():
        import_organisations([SOUND, UNSOUND], by=writer)
    organisations, events, entries = left()
    import_organisations([SOUND], by=writer)
    assert left() == (organisations + 1, events + 1, entries + 1)


def test_rows_may_point_to_what_the_same_trial_entered() -> None:
    writer = officer()
    with trial():
        import_organisations([SOUND], by=writer)
        import_organisations(
            [OrganisationRow(code="con", name_vi="Phòng", kind="other", parent="thu-nghiem")],
            by=writer,
        )
