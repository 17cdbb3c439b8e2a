"""The secretariat's decision that a fee statement was told to the wrong number, and how often a payment is told."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("approvals", "0020_post_in_words"),
        ("expenses", "0034_guards_restored"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="StatementRecall",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "statement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recall",
                        to="approvals.feestatement",
                        verbose_name="lønseddel",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="begrundelse")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="trukket tilbage af",
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="trukket tilbage")),
            ],
            options={
                "verbose_name": "tilbagetrækning af lønseddel",
                "verbose_name_plural": "tilbagetrækninger af lønsedler",
                "ordering": ["-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="statementrecall",
            constraint=models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="approvals_statementrecall_says_why",
                violation_error_message="Skriv, hvorfor lønsedlen trækkes tilbage.",
            ),
        ),
        migrations.AddField(
            model_name="feestatementline",
            name="telling",
            field=models.PositiveSmallIntegerField(
                db_default=1, default=1, verbose_name="fortalt for gang nr."
            ),
        ),
    ]
