"""While a process loads, the garbage collector rests: what is loaded stays. Going through it took a fifth of a start.

It rests from the first setting that is read until the last app is ready. What is loaded by then is not gone through
later either, which would copy it to every process that a loaded one splits into.
"""

import gc

from django.apps import AppConfig


def begin() -> None:
    """Until `end`."""
    gc.disable()


def end() -> None:
    """Everything loaded so far is kept as it is, and what comes is collected again."""
    gc.freeze()
    gc.enable()


class Loaded(AppConfig):
    """Stands last in INSTALLED_APPS, and so hears last that the apps are ready."""

    name = "klyngeokonomi.loading"
    label = "loading"

    def ready(self) -> None:
        end()
