import pytest

from scripts import docs
from tests.findings import assert_none


@pytest.mark.parametrize(
    "findings",
    [
        docs.setting_findings,
        docs.target_findings,
        docs.command_findings,
        docs.record_findings,
    ],
    ids=["settings", "make targets", "commands", "records"],
)
def test_documentation_names_all(findings):
    assert_none(findings())
