"""New kinds of vouchers, papers, purchases and amounts: words only, and the constraint that knows the amounts."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('expenses', '0006_reserving'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='rate',
            name='expenses_rate_key_known',
        ),
        migrations.AlterField(
            model_name='attachment',
            name='kind',
            field=models.CharField(choices=[('receipt', 'Kvittering'), ('invoice', 'Faktura'), ('order_confirmation', 'Ordrebekræftelse'), ('pro_forma', 'Proformafaktura'), ('payment_proof', 'Betalingsbevis'), ('contract', 'Kontrakt'), ('timesheet', 'Timeregnskab'), ('price_evidence', 'Dokumentation for prisen'), ('programme', 'Program'), ('other', 'Andet')], default='receipt', max_length=20, verbose_name='slags'),
        ),
        migrations.AlterField(
            model_name='line',
            name='category',
            field=models.CharField(choices=[('lunch', 'Frokost'), ('dinner', 'Middag'), ('room', 'Lokale'), ('conference_package', 'Konferencepakke'), ('accommodation', 'Overnatning'), ('drinks', 'Drikkevarer'), ('transport', 'Transport (taxa, tog, bro)'), ('mileage', 'Kørsel i egen bil'), ('fee', 'Honorar'), ('speaker', 'Oplægsholder'), ('consultant', 'Ekstern konsulent'), ('gift', 'Gave'), ('hardware', 'IT-udstyr'), ('subscription', 'Abonnement'), ('other', 'Andet')], max_length=30, verbose_name='art'),
        ),
        migrations.AlterField(
            model_name='rate',
            name='key',
            field=models.PositiveSmallIntegerField(choices=[(1, 'Frokost inkl. drikkevarer'), (2, 'Middag inkl. drikkevarer'), (3, 'Lokaleleje'), (4, 'Overnatning inkl. bespisning og drikkevarer'), (5, 'Oplægsholder udefra'), (6, 'Vejledende konsulenttakst'), (7, 'Gave af ubetydelig værdi'), (8, 'Køb med ét kort')], verbose_name='ramme'),
        ),
        migrations.AlterField(
            model_name='voucher',
            name='kind',
            field=models.CharField(choices=[('outlay', 'Udlæg'), ('invoice', 'Faktura'), ('fee', 'Honorar'), ('mileage', 'Kørsel i egen bil'), ('card', 'Køb med klyngens kort'), ('gift', 'Gave')], default='outlay', max_length=20, verbose_name='slags'),
        ),
        migrations.AddConstraint(
            model_name='rate',
            constraint=models.CheckConstraint(condition=models.Q(('key__in', [1, 2, 3, 4, 5, 6, 7, 8])), name='expenses_rate_key_known', violation_error_message='Vælg en ramme fra listen.'),
        ),
    ]
