"""Words of libraries that have no Vietnamese or Japanese of their own.

Naming them here brings them into our catalogues; the libraries then find them there. A word leaves
this list when its library translates it.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

DJANGO = (
    gettext_noop("- Select an option -"),
    gettext_noop("Null characters are not allowed."),
    gettext_noop("Enter a complete value."),
    gettext_noop("Constraint “%(name)s” is violated."),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
        0,
    ),
)
ALLAUTH = (gettext_noop("You must type the same password each time."),)
