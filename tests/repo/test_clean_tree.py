from scripts.tree import findings
from tests.findings import assert_none


def test_no_file_holds_what_no_file_may_hold():
    assert_none(findings())
