"""Fills a Word template that an agency may edit in Word itself."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from banggiao.core.enums import Classification
from banggiao.core.errors import Refused
from banggiao.core.papers.wordml import Links

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FOLDER = "templates_word"
"""Where a room keeps its templates, and an agency its own in the data folder."""

BROKEN = (
    *(OSError, zipfile.BadZipFile, KeyError),  # no Word file
    *(SyntaxError, ValueError, TypeError, OverflowError),  # one that is filled in wrongly
)


def template_for(name: str, ours: Path) -> Path:
    """Give the agency's own template of that name, if it put one into the data folder, else ours.

    ``ours`` is the folder of the room.
    """
    own = Path(settings.DATA_DIR) / FOLDER / name
    return own if own.exists() else ours / name


def fill(path: Path, language: str, context: Callable[[Links], dict[str, Any]]) -> bytes:
    """Fill a template in a language. ``context`` gives what it may use, and takes the links.

    Refused: a template that cannot be read or asks for what is not there.
    """
    # Slow imports: a web process hardly ever needs them.
    from docxtpl import DocxTemplate  # noqa: PLC0415  # slow import
    from jinja2 import StrictUndefined, TemplateError  # noqa: PLC0415  # slow import
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415  # slow import

    # An agency's template is not ours: it may fill in what it is given and nothing else.
    engine = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        paper: Any = DocxTemplate(path)
        paper.init_docx()
        links = Links(lambda kind, url, key: paper.docx.part.load_rel(kind, url, key, True))
        with override(language):
            paper.render(context(links), engine)
        out = BytesIO()
        paper.save(out)
    except TemplateError as error:
        raise _wrong(path, error.message or type(error).__name__) from error
    except BROKEN as error:
        raise _wrong(path, str(error)) from error
    return out.getvalue()


def _wrong(path: Path, cause: str) -> Refused:
    return Refused(
        "template_wrong",
        _("The Word template %(name)s cannot be filled: %(cause)s. Mend it, or take it away.")
        % {"name": path.name, "cause": cause.rstrip(".")},
    )


def mark_of_class(classification: str) -> str:
    """Give how far the paper may go, as it is printed on it; nothing for a public one."""
    marks = {
        "internal": pgettext("mark on a paper", "For internal use"),
        "restricted": pgettext("mark on a paper", "Restricted circulation"),
    }
    return marks.get(classification, "")


def mark_of(records: Iterable[Any]) -> str:
    """Give the mark of a paper that names these: that of the highest class among them.

    What is missing, such as a person whom nobody linked, has no class.
    """
    classes = (record.classification for record in records if record is not None)
    highest = Classification(max(classes, default=Classification.PUBLIC))
    return mark_of_class(highest.name.lower())


def whole_address(path: str) -> str:
    """Give the address under which people reach a page of the register from outside."""
    return f"{settings.BASE_URL}{path}" if path.startswith("/") else path
