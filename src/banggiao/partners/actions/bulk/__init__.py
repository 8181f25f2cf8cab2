"""Many records at once: what `exchange`, the demo and other programs import through.

The same rights, rules and constraints as the single actions beside this package; the shared steps
are in `accounts.bulk`. All or nothing: `RowsRefused` carries every error of every row. Idempotent
by code: what is in the register already, word for word, is left alone.
"""

from banggiao.accounts.bulk import Imported, RowError, RowsRefused
from banggiao.partners.actions.bulk.organisations import import_organisations
from banggiao.partners.actions.bulk.people import import_people
from banggiao.partners.actions.bulk.posts import import_posts
from banggiao.partners.actions.bulk.relationships import import_relationships
from banggiao.partners.actions.bulk.rows import (
    MilestoneRow,
    OrganisationRow,
    PersonRow,
    PostRow,
    RelationshipRow,
)

__all__ = [
    "Imported",
    "MilestoneRow",
    "OrganisationRow",
    "PersonRow",
    "PostRow",
    "RelationshipRow",
    "RowError",
    "RowsRefused",
    "import_organisations",
    "import_people",
    "import_posts",
    "import_relationships",
]
