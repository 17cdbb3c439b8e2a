import clusters.models.clinic
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import klyngeokonomi.money
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clusters', '0010_contracts_and_budgets'),
    ]

    operations = [
        migrations.CreateModel(
            name='Allotment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='år')),
                ('register_day', models.DateField(verbose_name='opgjort den')),
                ('rate', klyngeokonomi.money.MoneyField(verbose_name='kr. pr. patient')),
                ('patients', models.PositiveIntegerField(verbose_name='gruppe 1-patienter')),
                ('amount', klyngeokonomi.money.MoneyField(verbose_name='beløb')),
                ('lines', models.JSONField(verbose_name='klinikker')),
                ('booked_at', models.DateTimeField(auto_now_add=True, verbose_name='bogført')),
                ('booked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bogført af')),
                ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='allotments', to='clusters.cluster', verbose_name='klynge')),
                ('movement', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='allotment', to='clusters.movement', verbose_name='bevægelse')),
            ],
            options={
                'verbose_name': 'tildeling',
                'verbose_name_plural': 'tildelinger',
                'ordering': ['-year', 'cluster__name'],
                'constraints': [models.UniqueConstraint(fields=('cluster', 'year'), name='clusters_allotment_once_a_year', violation_error_message='Klyngens tildeling for året er allerede bogført.'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='clusters_allotment_above_zero', violation_error_message='En tildeling skal være større end nul.')],
            },
        ),
        migrations.CreateModel(
            name='AllotmentRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2022), django.core.validators.MaxValueValidator(2100)], verbose_name='år')),
                ('amount', klyngeokonomi.money.MoneyField(verbose_name='kr. pr. patient')),
                ('source', models.CharField(max_length=200, verbose_name='kilde')),
                ('entered_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='indtastet')),
                ('confirmed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='bekræftet')),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='trukket tilbage')),
                ('confirmed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bekræftet af')),
                ('entered_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='indtastet af')),
                ('withdrawn_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='trukket tilbage af')),
            ],
            options={
                'verbose_name': 'sats pr. patient',
                'verbose_name_plural': 'satser pr. patient',
                'ordering': ['-year', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='clusters_allotmentrate_above_zero', violation_error_message='Satsen skal være større end nul.'), models.CheckConstraint(condition=models.Q(models.Q(('entered_at', None), ('entered_by', None)), models.Q(('entered_at__isnull', False), ('entered_by__isnull', False)), _connector='OR'), name='clusters_allotmentrate_entered_pair', violation_error_message='Indtastningen mangler tidspunkt eller navn.'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('confirmed_by', None)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False), ('entered_by__isnull', False)), _connector='OR'), name='clusters_allotmentrate_confirmed_pair', violation_error_message='Bekræftelsen mangler tidspunkt eller navn.'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='clusters_allotmentrate_withdrawn_pair', violation_error_message='Tilbagetrækningen mangler tidspunkt eller navn.'), models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('confirmed_by', models.F('entered_by')), _negated=True), _connector='OR'), name='clusters_allotmentrate_two_people', violation_error_message='En anden end den, der indtastede satsen, skal bekræfte den.'), models.UniqueConstraint(condition=models.Q(('withdrawn_at', None), models.Q(('confirmed_at__isnull', False), ('entered_by', None), _connector='OR')), fields=('year',), name='clusters_allotmentrate_one_a_year', violation_error_message='Der er allerede en sats for året.'), models.UniqueConstraint(condition=models.Q(('confirmed_at', None), ('entered_by__isnull', False), ('withdrawn_at', None)), fields=('year',), name='clusters_allotmentrate_one_waiting', violation_error_message='Der venter allerede en sats for året.')],
            },
        ),
        migrations.CreateModel(
            name='ClinicMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moved_on', models.DateField(verbose_name='flyttet den')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='af')),
                ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='clusters.clinic', verbose_name='klinik')),
                ('from_cluster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clusters.cluster', verbose_name='fra')),
                ('to_cluster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clusters.cluster', verbose_name='til')),
            ],
            options={
                'verbose_name': 'flytning af klinik',
                'verbose_name_plural': 'flytninger af klinikker',
                'ordering': ['moved_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('from_cluster', models.F('to_cluster')), _negated=True), name='clusters_clinicmove_two_clusters', violation_error_message='En klinik flytter fra én klynge til en anden.')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='patientcount',
            name='clusters_patientcount_one_a_day',
        ),
        migrations.AddField(
            model_name='patientcount',
            name='version',
            field=models.PositiveSmallIntegerField(db_default=1, default=1, editable=False, verbose_name='udgave'),
        ),
        migrations.AlterField(
            model_name='importrun',
            name='kind',
            field=models.CharField(choices=[('clusters', 'Klynger'), ('clinics', 'Klinikker'), ('members', 'Medlemmer og roller'), ('allotments', 'Regionens indbetalinger'), ('patient_counts', 'Patienttal')], max_length=20, verbose_name='slags'),
        ),
        migrations.AddConstraint(
            model_name='patientcount',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(clusters.models.clinic.LongRange(models.F('clinic'), models.F('clinic'), django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&'), (clusters.models.clinic.DateRange(models.F('counted_on'), models.F('counted_on'), django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&'), (clusters.models.clinic.IntRange(models.F('version'), models.F('version'), django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&')], name='clusters_patientcount_one_version', violation_error_message='Klinikken har allerede et patienttal for den dato.'),
        ),
    ]
