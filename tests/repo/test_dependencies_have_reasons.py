from scripts import reasons
from tests.findings import assert_none

PROJECT = """
[project]
dependencies = [
  "with>=1",  # because
  "without[extra]>=1",
]
[project.optional-dependencies]
more = ["inline>=2"]  # because
"""


def test_each_dependency_gives_a_reason():
    assert_none(reasons.dependency_findings())


def test_a_dependency_without_a_reason_is_found():
    found = list(reasons.dependencies(PROJECT))

    assert found == [("with>=1", 4, True), ("without[extra]>=1", 5, False), ("inline>=2", 8, True)]
