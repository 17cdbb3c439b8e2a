"""Run the fake bank as a process of its own (development and tests; production refuses it)."""

from klyngeokonomi.integrations.bank.fake.bank import FakeBank
from klyngeokonomi.integrations.file_exchange.fake_command import FakeEndCommand


class Command(FakeEndCommand):
    help = "Kører prøvebanken: SFTP på denne maskine, svar på betalingsfiler og kontoudtog."
    called, folder, port, end = "Prøvebanken", "bank", 8003, FakeBank
