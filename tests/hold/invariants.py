"""What must hold after every case: all that `manage.py check_books` proves."""

from klyngeokonomi.management.commands.check_books import PROOFS


def broken_invariants() -> list[str]:
    """A sentence for each fault in the books; empty when all invariants hold."""
    return [f"{name}: {sentence}" for name, proof in PROOFS for sentence in proof()]
