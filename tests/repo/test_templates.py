from scripts import templates
from tests.findings import assert_none


def test_no_template_is_broken_or_refused_by_the_security_policy():
    assert_none(templates.findings())
