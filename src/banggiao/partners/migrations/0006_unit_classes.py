"""Gives each unit the class of the organisation it stands for."""

from django.db import migrations

CLASSES = (0, 1, 2)


def copy_classes(apps, editor):
    """Copy the class of each own organisation to its unit."""
    alias = editor.connection.alias
    organisations = apps.get_model("partners", "Organisation").objects.using(alias)
    units = apps.get_model("accounts", "Unit").objects.using(alias)
    for classification in CLASSES:
        of_class = organisations.filter(is_own=True, classification=classification)
        units.filter(code__in=of_class.values("code")).update(classification=classification)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_unit_class"), ("partners", "0005_title_words")]
    operations = [migrations.RunPython(copy_classes, migrations.RunPython.noop)]
