"""The demo register: what is in it, that it goes on, and that it never touches another one."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from importlib.resources import files

import pytest

from banggiao.accounts.models import User
from banggiao.audit.models import Event
from banggiao.audit.seal import verify
from banggiao.core.enums import Classification
from banggiao.core.models import SearchEntry
from banggiao.demo import fiction, load, mark, reading
from banggiao.partners.models import (
    Milestone,
    Organisation,
    Person,
    Post,
    Relationship,
    Sighting,
    SituationNote,
)
from tests.unit.config.running import banggiao, demo_register, refusal


@pytest.fixture
def data_dir(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def loaded(db, data_dir):
    """Load everything. It takes a while: tests of single tables load those."""
    said: list[str] = []
    return load.load(mark.new().write(), said.append), said


PARTNERS = ("organisations", "relationships", "people", "posts")


@pytest.fixture
def partners(db, data_dir, monkeypatch):
    """Load what `partners` keeps, and the people of the demo with their notes."""
    return some_loaded(monkeypatch, *PARTNERS, "users", "notes")


def some_loaded(monkeypatch, *names):
    chosen = tuple(loader for loader in load.LOADERS if loader.name in names)
    monkeypatch.setattr(load, "LOADERS", chosen)
    return load.load(mark.new().write(), lambda _line: None)


def test_every_fact_of_the_room_is_in_the_register(partners):
    facts = {name: reading.table(name) for name in ("organisations", "people", "posts")}

    assert Organisation.objects.count() == len(facts["organisations"])
    assert Person.objects.count() == len(facts["people"])
    assert Milestone.objects.count() == len(reading.table("relationships"))
    assert Sighting.objects.count() == sum(bool(row["known_at"]) for row in facts["posts"])
    assert Post.objects.count() == len(
        {
            (r["person_id"], r["organisation_id"], r["title_vi"], r["title_en"])
            for r in facts["posts"]
        }
    )
    for model in (Organisation, Person, Relationship):
        assert not model.objects.exclude(classification=Classification.PUBLIC).exists()


def test_what_is_not_known_stays_unknown(partners):
    assert not Person.objects.filter(country__isnull=False).exists()
    assert Post.objects.filter(organisation__isnull=True).count() == 4
    undated = Sighting.objects.get(post__person__code="le-thi-thuy", post__number=1)
    assert str(undated.on) == "XXXX-08-25"


def test_several_days_in_one_post_are_one_post(partners):
    post = Post.objects.get(person__code="nguyen-van-thanh")

    days = [str(sighting.on) for sighting in post.sightings.order_by("on")]
    assert days == ["2017-02-19", "2019-12-03", "2020-12-14"]


def test_steps_between_the_same_two_are_one_relationship(partners):
    tie = Relationship.objects.get(code="vn-jp")

    steps = tie.milestones.order_by("code").values_list("code", flat=True)
    assert list(steps) == ["vn-jp-1973", "vn-jp-2002", "vn-jp-2009", "vn-jp-2014", "vn-jp-2023"]
    assert Relationship.objects.filter(code="giv-jp-mic").exists()


def test_successions_and_units_follow_from_the_facts(partners):
    older = Organisation.objects.get(code="mpi-vn")

    assert [(s.newer.code, str(s.on)) for s in older.successions.all()] == [
        ("mof-vn", "2025-03-01")
    ]
    own = set(Organisation.objects.filter(is_own=True).values_list("code", flat=True))
    assert {"giv", "giv-icd", "giv-school"} <= own
    assert "giv-anticorruption-bureau" not in own  # its parent is not in the sources


def test_seven_people_sign_in_with_the_password_of_the_mark(partners):
    present = partners
    users = {user.username: user for user in User.objects.exclude(username="register")}

    assert set(users) == {
        "officer", "head", "leader", "contributor", "clerk", "auditor", "admin"
    }  # fmt: skip
    assert all(user.check_password(present.password) for user in users.values())
    restricted = {name for name, user in users.items() if user.clearance == 2}
    assert restricted == {"head", "leader", "auditor"}
    assert users["admin"].clearance == Classification.PUBLIC
    assert users["officer"].unit is not None
    assert users["officer"].unit.code == "giv-icd"


def test_everything_made_up_says_so_and_comes_in_every_class(partners):
    notes = list(SituationNote.objects.all())

    assert {note.classification for note in notes} == set(Classification.values)
    assert all("dữ liệu minh họa" in note.text.casefold() for note in notes)
    assert all("minh họa" in user.job_title for user in User.objects.exclude(username="register"))


def test_the_log_is_whole_a_table_is_one_step_and_loading_again_changes_nothing(loaded):
    present, said = loaded
    steps = Event.objects.filter(object_type="partners.organisation").values("request_id")
    assert verify().broken is None
    assert steps.distinct().count() == 1
    assert SearchEntry.objects.filter(code="jp-mic").exists()
    assert len(said) == len(load.LOADERS)
    events = Event.objects.count()

    again = load.load(present, said.append)
    for loader in load.LOADERS:  # as after a cut, before the mark said so
        loader.run(present)

    assert again == present
    assert Event.objects.count() == events
    assert len(said) == len(load.LOADERS)


def test_a_load_that_was_cut_off_goes_on(db, data_dir, monkeypatch):
    chosen = tuple(one for one in load.LOADERS if one.name in {"organisations", "users", "notes"})
    monkeypatch.setattr(load, "LOADERS", chosen)

    def fail() -> str:
        message = "the power went"
        raise RuntimeError(message)

    with monkeypatch.context() as patch:
        patch.setattr(fiction, "write_notes", fail)
        with pytest.raises(RuntimeError):
            load.load(mark.new().write(), lambda _line: None)
    cut = mark.read()
    assert cut is not None
    names = [loader.name for loader in load.LOADERS]
    assert cut.loaded == tuple(names[: names.index("notes")])
    events = Event.objects.count()

    whole = load.load(cut, lambda _line: None)

    assert whole.password == cut.password
    assert set(whole.loaded) == set(names)
    assert Event.objects.count() >= events + len(fiction.NOTES)
    assert SituationNote.objects.count() == len(fiction.NOTES)


def test_a_second_start_keeps_what_was_entered_and_reset_takes_it_away(tmp_path):
    folder = demo_register(tmp_path / "data")
    password = json.loads((folder / "demo").read_text())["password"]
    with closing(sqlite3.connect(folder / "register.sqlite3")) as database:
        database.execute("UPDATE partners_organisation SET remark = 'ours' WHERE code = 'jp-mic'")
        database.commit()

    def remark() -> str:
        with closing(sqlite3.connect(folder / "register.sqlite3")) as database:
            query = "SELECT remark FROM partners_organisation WHERE code = 'jp-mic'"
            return str(database.execute(query).fetchone()[0])

    again = banggiao(folder, "demo", "--no-serve")
    kept = remark()
    afresh = banggiao(folder, "demo", "--no-serve", "--reset")

    assert again.returncode == 0, again.stderr
    assert password in again.stdout
    assert kept == "ours"
    assert afresh.returncode == 0, afresh.stderr
    assert remark() != "ours"
    assert password not in afresh.stdout


def test_a_real_register_is_never_filled_nor_reset(tmp_path):
    folder = tmp_path / "data"
    banggiao(folder, "migrate")
    before = (folder / "register.sqlite3").read_bytes()

    for arguments in (["--no-serve"], ["--no-serve", "--reset"]):
        assert "not a demo" in refusal(banggiao(folder, "demo", *arguments))

    assert (folder / "register.sqlite3").read_bytes() == before
    assert not (folder / "demo").exists()


def test_the_mark_of_one_demo_does_not_open_another_register(tmp_path):
    folder = demo_register(tmp_path / "data")
    said = json.loads((folder / "demo").read_text())
    (folder / "demo").write_text(json.dumps(said | {"first_event": "0" * 64}))

    assert "not a demo" in refusal(banggiao(folder, "demo", "--no-serve"))


def test_the_tables_of_facts_keep_their_rules():
    place = files("banggiao.demo").joinpath("facts")
    names = sorted(file.name for file in place.iterdir() if file.name.endswith(".csv"))
    sources = {row["id"] for row in reading.table("sources")}

    assert len(names) == 21
    for name in names:
        for row in reading.table(name.removesuffix(".csv")):
            assert None not in row.values(), name
            if name != "sources.csv":
                cited = set(reading.several(row["source"]))
                assert cited, (name, row)
                assert cited <= sources, (name, row)
