"""The model field: three columns that stay in step, in memory, in the table and in migrations."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.apps.registry import Apps
from django.core import serializers
from django.core.exceptions import FieldFetchBlocked, ValidationError
from django.db import connection, models, transaction
from django.db.migrations import Migration
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.operations import CreateModel
from django.db.migrations.questioner import MigrationQuestioner
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import MigrationWriter
from django.db.models import FETCH_RAISE
from django.forms import modelform_factory
from pytest_django import DjangoAssertNumQueries

from banggiao.core.dates import PartialDate, PartialDateField, PartialDateFormField

HERE = Apps()
parse = PartialDate.parse
NEW_YEAR, NEW_YEARS_EVE = date(2016, 1, 1), date(2016, 12, 31)


class Dated(models.Model):
    start = PartialDateField("start")
    start_earliest: date | None
    start_latest: date | None

    class Meta:
        apps = HERE
        app_label = "dated"
        abstract = True


class Visit(Dated):
    title = models.CharField(max_length=20, blank=True)
    end = PartialDateField()
    end_latest: date | None

    class Meta:
        apps = HERE
        app_label = "dated"
        indexes = [models.Index(fields=["start_earliest"], name="dated_visit_start")]

    def __str__(self) -> str:
        return self.title


class Signing(Dated):
    due = PartialDateField(blank=False)

    class Meta:
        apps = HERE
        app_label = "dated"

    def __str__(self) -> str:
        return str(self.due)


COLUMNS = ["start", "start_earliest", "start_latest"]


@pytest.fixture
def visits(db: None) -> models.Manager[Visit]:
    """A table that goes with the test's transaction."""
    sql, parameters = connection.schema_editor().table_sql(Visit)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
    return Visit._default_manager


class TestColumns:
    def test_each_model_has_them_once_and_in_order(self) -> None:
        assert [f.name for f in Visit._meta.fields][1:] == [
            *COLUMNS,
            *("title", "end", "end_earliest", "end_latest"),
        ]
        assert [f.name for f in Signing._meta.fields][1:4] == COLUMNS
        assert [f.name for f in Dated._meta.fields] == ["start"]

    def test_bounds_are_plain_nullable_dates(self) -> None:
        bound = Visit._meta.get_field("start_latest")
        assert isinstance(bound, models.DateField)
        assert bound.null
        assert not bound.editable
        assert bound.db_type(connection) == "date"


class TestAssignment:
    @pytest.mark.parametrize("value", ["2016", " 2016 ", parse("2016")])
    def test_bounds_follow(self, value: str | PartialDate) -> None:
        visit = Visit(start=value)
        assert visit.start == parse("2016")
        assert (visit.start_earliest, visit.start_latest) == (NEW_YEAR, NEW_YEARS_EVE)
        visit.start = None
        assert (visit.start_earliest, visit.start_latest) == (None, None)

    def test_a_day_is_taken(self) -> None:
        assert Visit(start=NEW_YEAR).start == parse("2016-01-01")

    @pytest.mark.parametrize("value", ["", "  ", None])
    def test_nothing_is_none(self, value: str | None) -> None:
        assert Visit(start=value).start is None
        assert Visit().start is None

    def test_bounds_given_by_hand_do_not_count(self) -> None:
        visit = Visit(start="2016", start_earliest=date(1999, 1, 1))
        visit.start_latest = date(1999, 1, 1)
        assert (visit.start_earliest, visit.start_latest) == (NEW_YEAR, NEW_YEARS_EVE)

    def test_wrong_text_stays_and_is_reported(self) -> None:
        visit = Visit(start="30/2/2016")
        assert str(visit.start) == "30/2/2016"
        assert visit.start_earliest is None
        with pytest.raises(ValidationError) as refused:
            visit.clean_fields()
        [error] = refused.value.error_dict["start"]
        assert error.code == "bad_date"
        assert "30/2/2016" in str(error.message)

    def test_full_clean_accepts_dates_and_nothing(self) -> None:
        Visit(start="2016", end=None).clean_fields()

    def test_a_field_that_must_be_filled_says_so(self) -> None:
        with pytest.raises(ValidationError) as refused:
            Signing().clean_fields()
        assert [error.code for error in refused.value.error_dict["due"]] == ["blank"]

    def test_text_longer_than_the_column_is_no_date(self) -> None:
        with pytest.raises(ValidationError):
            Visit(start="2016" * 20).clean_fields()


class TestTable:
    def test_stores_text_and_bounds(self, visits: models.Manager[Visit]) -> None:
        visits.create(start="2016", end="2008-09-13/")
        visits.create()
        with connection.cursor() as cursor:
            cursor.execute('SELECT start, "end" FROM dated_visit ORDER BY id')
            assert cursor.fetchall() == [("2016", "2008-09-13/"), ("", "")]
        assert list(visits.order_by("pk").values_list(*COLUMNS)) == [
            (parse("2016"), NEW_YEAR, NEW_YEARS_EVE),
            (None, None, None),
        ]

    def test_comes_back_as_it_was(self, visits: models.Manager[Visit]) -> None:
        visits.bulk_create([Visit(start="2024?"), Visit(start="XXXX-08-25"), Visit(end="/2014")])
        loaded = list(visits.order_by("pk"))
        assert [visit.start for visit in loaded] == [parse("2024?"), parse("XXXX-08-25"), None]
        assert loaded[2].end_latest == date(2014, 12, 31)

    def test_looks_up_text_and_bounds(self, visits: models.Manager[Visit]) -> None:
        visits.bulk_create([Visit(start=text) for text in ("2016", "2016-05", "2017", "")])
        assert visits.filter(start=parse("2016")).count() == 1
        assert visits.filter(start="").count() == 1
        assert visits.filter(start__startswith="2016").count() == 2
        assert visits.filter(start__in=["2016", parse("2017")]).count() == 2
        within = visits.filter(start_earliest__gte=NEW_YEAR, start_latest__lte=NEW_YEARS_EVE)
        assert {visit.start for visit in within} == {parse("2016"), parse("2016-05")}

    def test_wrong_text_never_reaches_the_table(self, visits: models.Manager[Visit]) -> None:
        visits.create(start="2016")
        for write in (
            lambda: visits.create(start="30/2/2016"),
            lambda: visits.bulk_create([Visit(start="garbage")]),
            lambda: visits.update(start="garbage"),
        ):
            with pytest.raises(ValidationError), transaction.atomic():
                write()
        assert [visit.start for visit in visits.all()] == [parse("2016")]

    def test_wrong_text_from_elsewhere_can_be_seen(self, visits: models.Manager[Visit]) -> None:
        visits.create(start="2016")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE dated_visit SET start = 'garbage'")
        assert str(visits.get().start) == "garbage"

    def test_without_the_bounds_none_are_fetched(
        self, visits: models.Manager[Visit], django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        visits.create(start="2015")
        with django_assert_num_queries(1):
            visit = visits.all().fetch_mode(FETCH_RAISE).only("start").get()
            assert visit.start_latest == date(2015, 12, 31)

    def test_without_the_text_the_bounds_come_from_the_table(
        self, visits: models.Manager[Visit]
    ) -> None:
        visits.create(start="2016")
        blocked = visits.all().fetch_mode(FETCH_RAISE).defer("start").get()
        assert blocked.start_earliest == NEW_YEAR
        with pytest.raises(FieldFetchBlocked):
            _ = blocked.start
        assert visits.defer("start").get().start == parse("2016")

    def test_refreshes(self, visits: models.Manager[Visit]) -> None:
        visit = visits.create(start="2016")
        visit.start = parse("2015")
        visit.refresh_from_db()
        assert (visit.start, visit.start_latest) == (parse("2016"), NEW_YEARS_EVE)

    def test_serializes(self, visits: models.Manager[Visit]) -> None:
        visits.create(start="2016-05")
        [data] = serializers.serialize("python", visits.all())
        assert data["fields"]["start"] == "2016-05"
        assert data["fields"]["end"] is None
        assert Visit._meta.get_field("start").to_python("2016-05") == parse("2016-05")


class TestMigrations:
    @staticmethod
    def state(*models_: type[models.Model]) -> ProjectState:
        project = ProjectState()
        for model in models_:
            project.add_model(ModelState.from_model(model))
        return project

    @staticmethod
    def changes(before: ProjectState, after: ProjectState) -> dict[str, list[Migration]]:
        return MigrationAutodetector(
            before, after, MigrationQuestioner(specified_apps={"dated"})
        ).changes(MigrationGraph())

    def test_are_written_once(self) -> None:
        [migration] = self.changes(ProjectState(), self.state(Visit))["dated"]
        created, *_indexes = migration.operations
        assert isinstance(created, CreateModel)
        assert [name for name, _field in created.fields][1:4] == COLUMNS
        text, _imports = MigrationWriter.serialize(dict(created.fields)["start"])
        assert text.startswith("banggiao.core.dates.PartialDateField(")
        assert "bounds=False" in text

    def test_see_no_change_in_their_own_state(self) -> None:
        written = self.state(Visit, Signing)
        rendered = [written.apps.get_model("dated", name) for name in ("Visit", "Signing")]
        for now in (self.state(Visit, Signing), self.state(*rendered)):
            assert self.changes(written, now) == {}

    def test_field_is_rebuilt_from_its_description(self) -> None:
        _name, _path, args, kwargs = Visit._meta.get_field("start").deconstruct()
        assert PartialDateField(*args, **kwargs).deconstruct()[2:] == (args, kwargs)

    def test_data_migrations_keep_the_columns_in_step(self, visits: models.Manager[Visit]) -> None:
        historical: Any = self.state(Visit).apps.get_model("dated", "Visit")
        historical.objects.create(start="2015")
        visit = historical.objects.get()
        visit.start = "2016"
        visit.save()
        assert visits.values_list(*COLUMNS).get() == (parse("2016"), NEW_YEAR, NEW_YEARS_EVE)


class TestModelForm:
    form: Any = staticmethod(modelform_factory(Visit, fields=["start", "end"]))

    def test_has_one_box_a_date(self) -> None:
        form = self.form(instance=Visit(start="2013-04-22"))
        assert list(form.fields) == ["start", "end"]
        assert isinstance(form.fields["start"], PartialDateFormField)
        assert form["start"].value() == "22/4/2013"
        assert not form.fields["start"].required

    def test_sets_what_was_typed(self) -> None:
        form = self.form({"start": "quý III/2026", "end": ""}, instance=Visit(end="2016"))
        assert form.is_valid(), form.errors
        assert form.instance.start == parse("2026-35")
        assert form.instance.start_earliest == date(2026, 7, 1)
        assert form.instance.end is None

    def test_shows_wrong_text_again_with_a_sentence(self) -> None:
        form = self.form({"start": "30/2/2016", "end": ""})
        assert form.has_error("start", "bad_date")
        assert form["start"].value() == "30/2/2016"
