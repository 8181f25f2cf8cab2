"""Years read from the environment."""

from __future__ import annotations

import pytest

from banggiao.config import env


def test_years_come_in_order_once_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANGGIAO_ANNIVERSARIES", "50, 5,10,5")

    assert env.years("ANNIVERSARIES", "5") == (5, 10, 50)
    assert env.years("OTHERS", "5,10") == (5, 10)


@pytest.mark.parametrize("value", ["five", "5;10", "0", "-5", "5,,10", "501", "5.5", "٥"])
def test_what_are_no_years_is_said_with_an_example(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BANGGIAO_ANNIVERSARIES", value)

    with pytest.raises(env.WrongSetting, match="Write years such as 5,10"):
        env.years("ANNIVERSARIES", "5,10")


def test_one_number_of_years_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.year_count("SILENT_YEARS", "2") == 2
    monkeypatch.setenv("BANGGIAO_SILENT_YEARS", "2,3")
    with pytest.raises(env.WrongSetting, match="one number of years"):
        env.year_count("SILENT_YEARS", "2")
