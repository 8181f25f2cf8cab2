from scripts import budget
from tests.findings import assert_none


def test_no_file_function_class_or_template_is_over_its_budget():
    assert_none(budget.findings())
