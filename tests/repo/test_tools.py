"""The tools find what they claim to find."""

import ast

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from scripts import budget, messages, tree

PAGE = """
{% load i18n %}
      <p title="it's">{% translate "Hello" %} don't [( {{
  </p> {% translate "May" context "verb" %}
   {% blocktranslate count n=list|length trimmed %}
       There is {{ n }} 100% thing.
     {% plural %}
       There are {{ n }} 100% things.
   {% endblocktranslate %}
    {% include "x" with label=_("Label") %} {{ "x"|default:_("Nothing") }}
"""


def test_messages_are_found_in_templates(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(PAGE)

    found = [(message, context) for message, _remarks, context in messages.messages_of(page)]

    assert found == [
        ("Hello", None),
        ("May", "verb"),
        (("There is %(n)s 100%% thing.", "There are %(n)s 100%% things."), None),
        ("Label", None),
        ("Nothing", None),
    ]


def test_messages_are_found_in_python(tmp_path):
    code = tmp_path / "code.py"
    code.write_text(
        '_("a" "b"); ngettext_lazy("one", "many", 2); pgettext("month", "May"); _(name)'
    )

    found = [(message, context) for message, _remarks, context in messages.messages_of(code)]

    assert found == [("ab", None), (("one", "many"), None), ("May", "month")]


def test_placeholders_are_told_apart_from_percentages():
    assert messages.placeholders("%(n)s of {total}, 100%% %s") == {"%(n)s", "{total}", "%s"}


def test_writing_a_catalogue_again_changes_nothing(tmp_path):
    catalog = Catalog(locale="vi")
    catalog.add("Hello", "Chào")
    target = tmp_path / "django.po"

    assert messages.write(catalog, target)
    with target.open("rb") as file:
        assert not messages.write(read_po(file, locale="vi"), target)


def test_only_lines_that_do_something_count():
    source = [
        "def f(",
        "    a,",
        "):",
        '    """Words."""',
        "",
        "    # why",
        "    b = a",
        "    return b",
    ]
    function = ast.parse("\n".join(source)).body[0]

    assert isinstance(function, ast.FunctionDef)
    assert budget.body_lines(function, source) == 2


@pytest.mark.parametrize(
    "line",
    [
        "open('/ro" + "ot/x')",
        *(f"kept at {host}" for host in tree.HOSTS),
        "# TO" + "DO: later",
        "import x  # no" + "qa",
        "import x  # no" + "qa: F401",
        "x = y  # type: " + "ignore[arg-type]",
    ],
)
def test_lines_no_file_may_hold_are_found(line):
    assert any(rule.pattern.search(line) for rule in tree.RULES)


@pytest.mark.parametrize(
    "line",
    [
        "# TO" + "DO #12: later",
        "import x  # no" + "qa: F401  # the reason",
        "x = y  # type: " + "ignore[arg-type]  # the reason",
        "https://example.vn/ho" + "me/index",
    ],
)
def test_lines_with_a_reason_are_allowed(line):
    assert not any(rule.pattern.search(line) for rule in tree.RULES)
