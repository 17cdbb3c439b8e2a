"""Contracts and budgets, and what the database itself refuses: changing what is signed, or what was a budget."""

import django.db.models.deletion
import klyngeokonomi.money
import uuid
from django.db import migrations, models


GUARD = """
CREATE FUNCTION clusters_contract_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fault text;
BEGIN
    IF TG_OP = 'DELETE' THEN
        fault := 'is never deleted';
    ELSIF OLD.withdrawn_at IS NOT NULL AND NEW IS DISTINCT FROM OLD THEN
        fault := 'stays taken away';
    ELSIF OLD.signed_at IS NOT NULL AND (
        OLD.cluster_id, OLD.person_id, OLD.outsider, OLD.cvr, OLD.role, OLD.valid_from, OLD.valid_to, OLD.tasks,
        OLD.hours, OLD.hourly_rate, OLD.fixed_sum, OLD.mileage, OLD.income_kind, OLD.replaces_id,
        OLD.entered_by_id, OLD.entered_at, OLD.signed_by_id, OLD.signed_at, OLD.needs_second
    ) IS DISTINCT FROM (
        NEW.cluster_id, NEW.person_id, NEW.outsider, NEW.cvr, NEW.role, NEW.valid_from, NEW.valid_to, NEW.tasks,
        NEW.hours, NEW.hourly_rate, NEW.fixed_sum, NEW.mileage, NEW.income_kind, NEW.replaces_id,
        NEW.entered_by_id, NEW.entered_at, NEW.signed_by_id, NEW.signed_at, NEW.needs_second
    ) THEN
        fault := 'stays as it was signed';
    ELSIF OLD.signed_at IS NOT NULL AND OLD.document_id IS DISTINCT FROM NEW.document_id
        AND NOT EXISTS (SELECT FROM documents_document WHERE id = OLD.document_id AND state = 'refused') THEN
        fault := 'keeps its file';
    ELSIF OLD.confirmed_at IS NOT NULL AND (OLD.confirmed_at, OLD.confirmed_by_id)
        IS DISTINCT FROM (NEW.confirmed_at, NEW.confirmed_by_id) THEN
        fault := 'stays confirmed';
    ELSIF OLD.stopped_on IS NOT NULL AND (OLD.stopped_on, OLD.stopped_by_id)
        IS DISTINCT FROM (NEW.stopped_on, NEW.stopped_by_id) THEN
        fault := 'stays stopped';
    END IF;
    IF fault IS NOT NULL THEN
        RAISE EXCEPTION 'a signed contract %: "clusters_contract_stands"', fault
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'clusters_contract_stands';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clusters_contract_stands BEFORE UPDATE OR DELETE ON clusters_contract
    FOR EACH ROW EXECUTE FUNCTION clusters_contract_stands();
CREATE FUNCTION clusters_budget_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'clusters_budget is only added to: a changed budget is a new version'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER clusters_budget_append_only BEFORE UPDATE OR DELETE ON clusters_budget
    FOR EACH ROW EXECUTE FUNCTION clusters_budget_refuse();
"""
UNDO = """
DROP TRIGGER clusters_budget_append_only ON clusters_budget;
DROP FUNCTION clusters_budget_refuse();
DROP TRIGGER clusters_contract_stands ON clusters_contract;
DROP FUNCTION clusters_contract_stands();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('clusters', '0009_period_guard'),
        ('documents', '0003_document_look'),
    ]

    operations = [
        migrations.CreateModel(
            name='Budget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='år')),
                ('number', models.PositiveSmallIntegerField(verbose_name='version')),
                ('allotment', klyngeokonomi.money.MoneyField(verbose_name='tildeling')),
                ('meetings', klyngeokonomi.money.MoneyField(verbose_name='møder')),
                ('fees', klyngeokonomi.money.MoneyField(verbose_name='honorarer og kørsel')),
                ('other', klyngeokonomi.money.MoneyField(verbose_name='andet')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='vedtaget på generalforsamlingen')),
                ('entered_at', models.DateTimeField(auto_now_add=True, verbose_name='lagt')),
                ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='budgets', to='clusters.cluster', verbose_name='klynge')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clusters.person', verbose_name='lagt af')),
            ],
            options={
                'verbose_name': 'budget',
                'verbose_name_plural': 'budgetter',
                'ordering': ['-year', '-number'],
                'constraints': [models.UniqueConstraint(fields=('cluster', 'year', 'number'), name='clusters_budget_version', violation_error_message='Budgettet er ændret af en anden imens.'), models.CheckConstraint(condition=models.Q(('allotment__gte', 0), ('fees__gte', 0), ('meetings__gte', 0), ('other__gte', 0)), name='clusters_budget_not_negative', violation_error_message='Beløb i et budget kan ikke være negative.'), models.CheckConstraint(condition=models.Q(('number__gte', 1), ('year__gte', 2020), ('year__lte', 2100)), name='clusters_budget_year', violation_error_message='Vælg et år mellem 2020 og 2100.')],
            },
        ),
        migrations.CreateModel(
            name='Contract',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outsider', models.CharField(blank=True, default='', max_length=200, verbose_name='navn')),
                ('cvr', models.CharField(blank=True, default='', max_length=8, verbose_name='CVR-nummer')),
                ('role', models.CharField(choices=[('coordinator', 'Klyngekoordinator'), ('board_member', 'Bestyrelsesmedlem'), ('consultant', 'Konsulent eller facilitator'), ('other', 'Anden opgave')], max_length=20, verbose_name='rolle')),
                ('valid_from', models.DateField(verbose_name='fra')),
                ('valid_to', models.DateField(verbose_name='til')),
                ('tasks', models.CharField(max_length=1000, verbose_name='opgaver')),
                ('hours', models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True, verbose_name='timer om året')),
                ('hourly_rate', klyngeokonomi.money.MoneyField(blank=True, null=True, verbose_name='timeløn')),
                ('fixed_sum', klyngeokonomi.money.MoneyField(blank=True, null=True, verbose_name='fast beløb')),
                ('mileage', models.BooleanField(default=False, verbose_name='kørsel i egen bil betales')),
                ('income_kind', models.CharField(choices=[('a', 'A-indkomst'), ('b', 'B-indkomst'), ('invoice', 'Faktura med CVR-nummer')], max_length=10, verbose_name='indkomst')),
                ('form_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='formularnøgle')),
                ('entered_at', models.DateTimeField(auto_now_add=True, verbose_name='skrevet ind')),
                ('signed_at', models.DateTimeField(blank=True, null=True, verbose_name='lagt op')),
                ('needs_second', models.BooleanField(default=False, verbose_name='skal bekræftes af en anden')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='bekræftet')),
                ('stopped_on', models.DateField(blank=True, null=True, verbose_name='ophørt den')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='fjernet')),
                ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='clusters.cluster', verbose_name='klynge')),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clusters.person', verbose_name='bekræftet af')),
                ('document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='underskrevet kontrakt')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clusters.person', verbose_name='skrevet ind af')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='clusters.person', verbose_name='person')),
                ('replaces', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replacements', to='clusters.contract', verbose_name='afløser')),
                ('signed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clusters.person', verbose_name='lagt op af')),
                ('stopped_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clusters.person', verbose_name='ophør skrevet af')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clusters.person', verbose_name='fjernet af')),
            ],
            options={
                'verbose_name': 'kontrakt',
                'verbose_name_plural': 'kontrakter',
                'ordering': ['-valid_from', '-pk'],
                'indexes': [models.Index(fields=['cluster', 'valid_to'], name='clusters_contract_by_end')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('outsider', ''), ('person__isnull', False)), models.Q(('person', None), models.Q(('outsider', ''), _negated=True)), _connector='OR'), name='clusters_contract_one_party', violation_error_message='En kontrakt er med enten en person i klyngen eller en udefra.'), models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from'))), name='clusters_contract_ends_after_start', violation_error_message='Kontrakten kan ikke slutte, før den begynder.'), models.CheckConstraint(condition=models.Q(models.Q(('fixed_sum', None), ('hourly_rate__isnull', False), ('hours__isnull', False)), models.Q(('fixed_sum__isnull', False), ('hourly_rate', None)), _connector='OR'), name='clusters_contract_one_pay', violation_error_message='Skriv enten timer og timeløn eller et fast beløb, og kun ét af dem.'), models.CheckConstraint(condition=models.Q(models.Q(('hours', None), ('hours__gt', 0), _connector='OR'), models.Q(('hourly_rate', None), ('hourly_rate__gt', 0), _connector='OR'), models.Q(('fixed_sum', None), ('fixed_sum__gt', 0), _connector='OR')), name='clusters_contract_pay_above_zero', violation_error_message='Timer, timeløn og beløb skal være større end nul.'), models.CheckConstraint(condition=models.Q(models.Q(('cvr', ''), models.Q(('income_kind', 'invoice'), _negated=True)), ('cvr__regex', '^\\d{8}$'), _connector='OR'), name='clusters_contract_invoice_has_cvr', violation_error_message='Den, der sender faktura, skal have et CVR-nummer på otte cifre.'), models.CheckConstraint(condition=models.Q(models.Q(('document', None), ('signed_at', None), ('signed_by', None)), models.Q(('document__isnull', False), ('signed_at__isnull', False), ('signed_by__isnull', False)), _connector='OR'), name='clusters_contract_signed_whole', violation_error_message='En underskrevet kontrakt har fil, tidspunkt og navn.'), models.CheckConstraint(condition=models.Q(('person', None), ('signed_at', None), ('needs_second', True), models.Q(models.Q(('person', models.F('signed_by')), _negated=True), models.Q(('person', models.F('entered_by')), _negated=True)), _connector='OR'), name='clusters_contract_own_needs_second', violation_error_message='Ens egen kontrakt skal bekræftes af en anden.'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('confirmed_by', None)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False), ('signed_at__isnull', False), models.Q(('person', None), models.Q(('confirmed_by', models.F('person')), _negated=True), _connector='OR'), models.Q(('confirmed_by', models.F('signed_by')), _negated=True), models.Q(('confirmed_by', models.F('entered_by')), _negated=True)), _connector='OR'), name='clusters_contract_confirmed_by_another', violation_error_message='Kontrakten skal bekræftes af en anden end dem, der har lavet den.'), models.CheckConstraint(condition=models.Q(models.Q(('stopped_by', None), ('stopped_on', None)), models.Q(('signed_at__isnull', False), ('stopped_by__isnull', False), ('stopped_on__gte', models.F('valid_from')), ('stopped_on__isnull', False), ('stopped_on__lt', models.F('valid_to'))), _connector='OR'), name='clusters_contract_stopped_within', violation_error_message='En kontrakt kan kun ophøre på en dag i sin periode.'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('signed_at', None), ('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='clusters_contract_withdrawn_unsigned', violation_error_message='Kun en kontrakt, der ikke er underskrevet, kan fjernes.')],
            },
        ),
        migrations.RunSQL(GUARD, UNDO),
    ]
