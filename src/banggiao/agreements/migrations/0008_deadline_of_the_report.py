"""Gives the report of a signed text the deadline that the rules have for it."""

from django.db import migrations


def enter_deadline(apps, editor):
    """Let the copy to the Ministry of Foreign Affairs be due by the rule, from the signing on."""
    steps = apps.get_model("agreements", "PathStep").objects.using(editor.connection.alias)
    steps.filter(code="reported").update(deadline="signed_copy")


class Migration(migrations.Migration):
    dependencies = [("agreements", "0007_deadline_of_a_step")]
    operations = [migrations.RunPython(enter_deadline, migrations.RunPython.noop)]
