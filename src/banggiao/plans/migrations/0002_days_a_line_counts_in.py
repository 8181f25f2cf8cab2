from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]

    operations = [
        migrations.RemoveIndex(model_name="planline", name="plans_planline_counted"),
        migrations.AddField(
            model_name="planline",
            name="period_earliest",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="planline",
            name="period_latest",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="planline",
            index=models.Index(
                fields=["kind", "period_earliest", "period_latest"], name="plans_planline_counted"
            ),
        ),
    ]
