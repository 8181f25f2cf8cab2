"""Enters the countries, so that a new register knows them all."""

from django.db import migrations

from banggiao.core.text import sort_key
from banggiao.partners.countries import first_names


def enter_countries(apps, editor):
    """Enter every country with the names a new register starts with."""
    country = apps.get_model("partners", "Country")
    country.objects.using(editor.connection.alias).bulk_create(
        country(**row, sort_key=sort_key(row["name_vi"] or row["name_en"])) for row in first_names()
    )


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_initial")]
    operations = [migrations.RunPython(enter_countries, migrations.RunPython.noop)]
