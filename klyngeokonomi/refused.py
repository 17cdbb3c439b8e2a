"""The one exception that carries a sentence for the person at the screen."""


class Refused(Exception):
    """An act the rules do not allow. `str(error)` is a Danish sentence that says why and what to do."""
