import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_fill_citation_codes"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="citation",
            name="documents_citation_one_source",
        ),
        migrations.RemoveConstraint(
            model_name="document",
            name="documents_document_secret_is_a_stub",
        ),
        migrations.AlterField(
            model_name="citation",
            name="code",
            field=models.CharField(
                editable=False,
                max_length=40,
                unique=True,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[a-z0-9][a-z0-9-]*\\Z",
                        "A code has only small letters a-z, digits and hyphens.",
                        code="bad_code",
                    )
                ],
                verbose_name="code",
            ),
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("document__isnull", False), ("told_by", ""), ("told_on", "")),
                    models.Q(("document__isnull", True), models.Q(("told_by", ""), _negated=True)),
                    _connector="OR",
                ),
                name="documents_citation_one_source",
                violation_error_code="source_missing",
                violation_error_message="Name either a document, or the person who told it and the day.",
            ),
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("document__isnull", True)),
                fields=("about_type", "about_code", "told_by", "told_on", "place", "remark"),
                name="documents_citation_told_once",
                violation_error_code="source_twice",
                violation_error_message="This source is entered already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(("secrecy__in", ["", "mat", "toi_mat", "tuyet_mat"])),
                name="documents_document_secrecy_known",
                violation_error_code="level_missing",
                violation_error_message="Choose the level of secrecy.",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("secrecy", ""),
                    models.Q(
                        ("address", ""),
                        ("language", ""),
                        ("name_en", ""),
                        ("name_ja", ""),
                        ("name_native", ""),
                        ("remark", ""),
                        models.Q(("number", ""), _negated=True),
                        models.Q(("keeper", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="documents_document_secret_is_a_stub",
                violation_error_code="secret_not_a_stub",
                violation_error_message="Of a state secret only number, date, level and keeper may stand here.",
            ),
        ),
    ]
