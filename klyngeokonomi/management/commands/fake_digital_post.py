"""Run the fake distributor of digital post as a process of its own (development and tests; production refuses it)."""

from klyngeokonomi.integrations.digital_post.fake.distributor import FakeDistributor
from klyngeokonomi.integrations.file_exchange.fake_command import FakeEndCommand


class Command(FakeEndCommand):
    help = "Kører prøveposten: SFTP på denne maskine, kvittering for forsendelser og rapport om breve."
    called, folder, port, end = "Prøveposten", "digital_post", 8004, FakeDistributor
