"""Turn a paper a quarter with the clock. The original stays; its pages are made again from it."""

from django.db import transaction

from klyngeokonomi import kick
from klyngeokonomi.documents.models import Document, State
from klyngeokonomi.refused import Refused


@transaction.atomic
def rotate_document(document: Document) -> Document:
    """Remember the turn and have the paper read again; until then the pages are shown as they were.

    The owner asks who may. Raises Refused while the paper is still being read, or was refused.
    """
    locked = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if not locked.is_ready:
        raise Refused("Filen kan først drejes, når den er læst. Vent et øjeblik, og prøv igen.")
    locked.rotation = (locked.rotation + 90) % 360
    locked.state, locked.attempts = State.RECEIVED, 0
    locked.save(update_fields=["rotation", "state", "attempts"])
    kick.on_commit("klyngeokonomi.documents.read", str(locked.pk))
    return locked
