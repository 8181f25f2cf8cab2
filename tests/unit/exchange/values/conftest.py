import pytest

from banggiao.exchange.values.countries import Countries
from banggiao.partners.countries import first_names


@pytest.fixture(scope="session")
def register():
    """The countries a new register starts with: code and names."""
    return [
        (row["code"], [row["name_vi"], row["name_en"], row["name_ja"]]) for row in first_names()
    ]


@pytest.fixture(scope="session")
def countries(register) -> Countries:
    return Countries(register)
