import django.db.models.deletion
from django.db import migrations, models

import banggiao.documents.languages


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="citation",
            name="code",
            field=models.CharField(default="", editable=False, max_length=40, verbose_name="code"),
        ),
        migrations.AlterField(
            model_name="document",
            name="language",
            field=models.CharField(
                blank=True,
                help_text="Two letters, such as vi, en, ja.",
                max_length=8,
                validators=[banggiao.documents.languages.check_language],
                verbose_name="language",
            ),
        ),
        migrations.AlterField(
            model_name="version",
            name="document",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="versions",
                to="documents.document",
            ),
        ),
    ]
