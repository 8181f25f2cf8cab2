"""Who may do what with texts: the whole table of this room."""

from __future__ import annotations

from rules.permissions import add_perm

from banggiao.accounts.rules import keeps_register, may_see

add_perm("agreements.view_instrument", may_see)
add_perm("agreements.add_instrument", keeps_register)
add_perm("agreements.change_instrument", keeps_register & may_see)
add_perm("agreements.set_aside_instrument", keeps_register & may_see)
add_perm("agreements.view_version", may_see)
add_perm("agreements.change_version", keeps_register & may_see)
add_perm("agreements.set_aside_version", keeps_register & may_see)
