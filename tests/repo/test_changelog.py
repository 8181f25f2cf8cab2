from scripts import docs
from tests.findings import assert_none


def test_changelog_says_what_changed_in_this_version():
    assert_none(docs.changelog_findings())
