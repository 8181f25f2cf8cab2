"""Enters the titles of office a new register starts with; the agency confirms each."""

from django.db import migrations

from banggiao.partners.titles import first_titles


def enter_titles(apps, editor):
    """Enter every title with the level it usually stands on."""
    title = apps.get_model("partners", "OfficeTitle")
    title.objects.using(editor.connection.alias).bulk_create(title(**row) for row in first_titles())


class Migration(migrations.Migration):
    dependencies = [("partners", "0003_office_titles")]
    operations = [migrations.RunPython(enter_titles, migrations.RunPython.noop)]
