"""Keeps the number a text has in the office's register, and knows joint statements."""

from django.db import migrations, models

import banggiao.core.text


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0008_deadline_of_the_report"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="instrument",
            name="agreements_instrument_kind_known",
        ),
        migrations.AddField(
            model_name="instrument",
            name="register_number",
            field=models.CharField(
                blank=True,
                help_text="As the office writes it, for example TTQT-05/2005.",
                max_length=80,
                validators=[banggiao.core.text.check_text],
                verbose_name="number in the office's register",
            ),
        ),
        migrations.AlterField(
            model_name="instrument",
            name="kind",
            field=models.CharField(
                choices=[
                    ("memorandum_of_cooperation", "Memorandum of cooperation"),
                    ("memorandum_of_understanding", "Memorandum of understanding"),
                    ("cooperation_agreement", "Cooperation agreement"),
                    ("cooperation_programme", "Cooperation programme"),
                    ("action_plan", "Action plan"),
                    ("terms_of_reference", "Terms of reference"),
                    ("friendship_agreement", "Friendship agreement"),
                    ("sister_city_agreement", "Sister-city agreement"),
                    ("declaration", "Declaration"),
                    ("joint_statement", "Joint statement"),
                    ("agreement_series", "Several agreements"),
                    ("other", "Other"),
                ],
                max_length=40,
                verbose_name="kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "memorandum_of_cooperation",
                            "memorandum_of_understanding",
                            "cooperation_agreement",
                            "cooperation_programme",
                            "action_plan",
                            "terms_of_reference",
                            "friendship_agreement",
                            "sister_city_agreement",
                            "declaration",
                            "joint_statement",
                            "agreement_series",
                            "other",
                        ],
                    )
                ),
                name="agreements_instrument_kind_known",
                violation_error_code="kind_unknown",
                violation_error_message="Choose one from the list.",
            ),
        ),
    ]
