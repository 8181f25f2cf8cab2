import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0002_texts_and_negotiation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="item",
            name="stage_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="item",
            name="stage_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="set by",
            ),
        ),
        migrations.AddField(
            model_name="wording",
            name="is_shown",
            field=models.BooleanField(default=True, verbose_name="shown to the other side"),
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_shown", True), ("side", "ours"), _connector="OR"),
                name="agreements_wording_theirs_is_shown",
                violation_error_code="only_ours_hidden",
                violation_error_message="Only words of our own can be kept from the other side.",
            ),
        ),
    ]
