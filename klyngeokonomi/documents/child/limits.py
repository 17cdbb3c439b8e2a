"""The limits a child process puts on itself before it opens anything. None of them can be lifted again.

The parent adds the wall clock. Cutting the network is best effort: it needs user namespaces or root.
"""

import contextlib
import ctypes
import os
import resource
import signal
import sys

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of any one file the child writes."""
OPEN_FILES = 64
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


def take(*, memory_bytes: int, cpu_seconds: int, threads: bool) -> None:
    """Memory, CPU, file size, open files, no core file, no network, no new rights; no new processes either
    when no threads are needed (the HEIC decoder starts some whatever it is told).

    The kernel does not count processes for root; there the limit on them has no effect.
    """
    for what, limit in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_FSIZE, LARGEST_FILE),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))
    # The soft limit sends SIGXCPU, by which the parent knows the reason; the hard one is a bare SIGKILL.
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 2))
    if sys.platform == "linux":
        _cut_off()
    if not threads:
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def _cut_off() -> None:
    """Die with the parent, gain no rights, and see no network."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    with contextlib.suppress(AttributeError):  # a C library without unshare
        libc.unshare(_CLONE_NEWNET if os.geteuid() == 0 else _CLONE_NEWUSER | _CLONE_NEWNET)
