"""Who may do what with documents."""

from __future__ import annotations

from rules.permissions import add_perm

from banggiao.accounts.enums import Role
from banggiao.accounts.rules import has_role, keeps_register, may_see

files_papers = keeps_register | has_role(Role.CLERK)

add_perm("documents.view_document", may_see)
add_perm("documents.add_document", files_papers)
add_perm("documents.change_document", files_papers & may_see)
add_perm("documents.set_aside_document", keeps_register & may_see)
