"""Exit codes: 0 done, 1 refused with one sentence, 2 called wrongly."""

from __future__ import annotations

from importlib.metadata import version

import pytest

from banggiao.config import cli
from tests.unit.config.running import banggiao, refusal


@pytest.fixture
def run(monkeypatch, capsys):
    """Run a command in this process: fast, and enough for what never reaches a database."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "banggiao.config.settings")

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            cli.main(list(arguments))
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return call


@pytest.mark.parametrize(
    "command", ["demo", "serve", "audit", "backup", "restore", "first-admin", "migrate"]
)
def test_every_command_explains_itself(run, command):
    code, out, err = run(command, "--help")

    assert (code, err) == (0, "")
    assert f"usage: banggiao {command}" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("audit",),
        ("audit", "nonsense"),
        ("backup",),
        ("demo", "--port", "many"),
        ("demo", "--port", "70000"),
        ("serve", "--workers", "0"),
        ("help", "nonsense"),
    ],
)
def test_a_wrong_call_ends_with_2(run, arguments):
    code, out, err = run(*arguments)

    assert (code, out) == (2, "")
    assert err


def test_a_wrong_setting_is_refused_with_one_sentence(tmp_path):
    done = banggiao(tmp_path / "data", "audit", "verify", BANGGIAO_TIME_ZONE="Nowhere")

    assert refusal(done) == (
        "BANGGIAO_TIME_ZONE is 'Nowhere'. Write a name such as Asia/Ho_Chi_Minh."
    )
    assert done.stderr.count("\n") == 1


def test_a_missing_database_is_refused_with_one_sentence(tmp_path):
    assert "banggiao migrate" in refusal(banggiao(tmp_path / "data", "audit", "verify"))


def test_the_version_is_ours(capsys, monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "banggiao.config.settings")

    cli.main(["--version"])

    assert capsys.readouterr().out == f"{version('banggiao')}\n"


def test_help_alone_lists_the_commands_in_a_process_of_its_own(tmp_path):
    done = banggiao(tmp_path, "--help")

    assert done.returncode == 0
    assert "backup" in done.stdout
    assert done.stderr == ""
