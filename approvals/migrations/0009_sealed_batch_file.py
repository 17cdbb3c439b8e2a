import klyngeokonomi.sealed_field
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("approvals", "0008_made_paper")]
    operations = [
        migrations.AddField(
            model_name="bankaccount",
            name="agreement_id",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=35, verbose_name="aftalenummer i banken"
            ),
        ),
        migrations.AddField(
            model_name="bankaccount",
            name="customer_id",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=35, verbose_name="kundenummer i banken"
            ),
        ),
        migrations.AlterField(
            model_name="batchfile",
            name="sealed",
            field=klyngeokonomi.sealed_field.SealedField(verbose_name="indhold, forseglet"),
        ),
    ]
