"""`banggiao text split`: what it prints, and what it refuses."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils.translation import override

from tests.unit.agreements.texts.wordfiles import paper, run, saved, tracked
from tests.unit.config.running import banggiao, refusal

SAMPLES = Path(__file__).parent / "samples"


def printed(*arguments):
    out, err = StringIO(), StringIO()
    with override("en"):  # as the command line does
        call_command("text", "split", *map(str, arguments), stdout=out, stderr=err, no_color=True)
    return out.getvalue(), err.getvalue().splitlines()


def test_json_has_the_language_and_every_node():
    out, findings = printed(SAMPLES / "vi_articles.txt", "--json")
    data = json.loads(out)
    assert data["language"] == "vi"
    assert list(data) == ["language", "nodes"]
    assert {
        "eid": "art_5__para_2__point_a",
        "kind": "point",
        "num": "a",
        "printed": "a)",
    }.items() <= (
        next(node for node in data["nodes"] if node["eid"] == "art_5__para_2__point_a").items()
    )
    assert list(data["nodes"][0]) == [
        *("eid", "kind", "num", "printed", "heading", "text", "parent"),
    ]
    assert findings == []


def test_the_outline_moves_in_what_lies_deeper():
    out, _findings = printed(SAMPLES / "vi_articles.txt")
    lines = out.splitlines()
    assert lines[0] == "language: vi"
    assert "art_5: Điều 5. Kinh phí" in lines
    assert "    art_5__para_2__point_a: a) đi lại trong nước;" in lines


def test_findings_are_sentences_on_the_error_output():
    _out, findings = printed(SAMPLES / "vi_faulty.txt", "--json")
    assert len(findings) == 6
    assert all(sentence.endswith(".") for sentence in findings)


@pytest.mark.parametrize(("taken", "words"), [("accepted", "sẽ họp."), ("rejected", "họp.")])
def test_tracked_changes_are_read_as_asked(tmp_path, taken, words):
    file = tmp_path / "draft.docx"
    file.write_bytes(saved(paper("Điều 1. Tên", tracked("ins", "sẽ ") + run("họp."))))
    out, findings = printed(file, "--json", "--changes", taken)
    assert json.loads(out)["nodes"][0]["text"] == words
    assert findings[0].endswith(f"are read as {taken}.")


def test_exit_codes(tmp_path):
    file = tmp_path / "draft.txt"
    file.write_text("Điều 1. Tên\nNội dung.", "utf-8")
    empty = tmp_path / "empty.docx"
    empty.write_bytes(b"")
    assert banggiao(tmp_path, "text", "split", file).returncode == 0
    assert refusal(banggiao(tmp_path, "text", "split", empty)) == "This file is empty."
    assert "nothing.docx" in refusal(banggiao(tmp_path, "text", "split", tmp_path / "nothing.docx"))
    refusal(banggiao(tmp_path, "text", "split", file, "--changes", "some"), code=2)
