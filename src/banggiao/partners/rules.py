"""Who may do what with partners: the whole table of this room."""

from __future__ import annotations

from rules.permissions import add_perm

from banggiao.accounts.enums import Role
from banggiao.accounts.rules import has_role, keeps_accounts, keeps_register, may_see

sees_personal_details = has_role(Role.OFFICER, Role.HEAD, Role.CLERK)
names_countries = keeps_accounts | has_role(Role.HEAD)

for model in ("organisation", "person", "relationship", "situationnote"):
    add_perm(f"partners.view_{model}", may_see)
    add_perm(f"partners.add_{model}", keeps_register)
    add_perm(f"partners.change_{model}", keeps_register & may_see)
    add_perm(f"partners.set_aside_{model}", keeps_register & may_see)
add_perm("partners.view_personal_details", sees_personal_details & may_see)
add_perm("partners.change_personal_details", keeps_register & may_see)
add_perm("partners.rename_country", names_countries)
add_perm("partners.keep_titles", names_countries)
