"""Words of the fourth floor, with their Danish labels."""

from django.db import models


class Verdict(models.TextChoices):
    ENDORSE = "endorse", "Godkendt af klyngen"
    APPROVE = "approve", "Godkendt af PLO"
    RETURN = "return", "Returneret"
    SEND_BACK = "send_back", "Returneret til koordinatoren"
    REJECT = "reject", "Afvist"
    UNDO = "undo", "Godkendelsen fortrudt"


class Capacity(models.TextChoices):
    """In what capacity a decision was taken."""

    COORDINATOR = "coordinator", "Klyngekoordinator"
    DEPUTY = "deputy", "Stedfortræder for koordinatoren"
    BOARD = "board_member", "Bestyrelsesmedlem (koordinatoren er inhabil)"
    SECRETARIAT_FOR_CLUSTER = "secretariat_for_cluster", "PLO's klyngesekretariat i klyngens sted"
    SECRETARIAT = "secretariat", "PLO's klyngesekretariat"
