import ast
import textwrap

from scripts import reasons
from scripts.tree import SOURCE, files_below
from tests.findings import assert_none


def test_imports_inside_functions_give_a_reason():
    for path in files_below(SOURCE, ".py"):
        assert_none(reasons.import_findings(path))


def test_imports_inside_functions_are_found_and_those_for_the_type_checker_are_not():
    tree = ast.parse(
        textwrap.dedent("""
        from typing import TYPE_CHECKING
        if TYPE_CHECKING:
            import a
        def outer():
            import b
            def inner():
                from c import d
        """)
    )

    assert [node.lineno for node in reasons.inline_imports(tree)] == [6, 8]
