"""Shut the process in: it can read the programs it is made of and its one paper, and write in its one folder.

Landlock (Linux 5.13 and later, man 7 landlock) asks for no rights and no package. Where the kernel lacks it the
other limits stand alone. It also shuts TCP (6.7), and signals and named sockets to other processes (6.12).
"""

import ctypes
import os
import struct
import sys
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
"""System calls; the same numbers on every architecture."""
_VERSION_QUESTION, _PATH_BENEATH = 1, 1
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE_FILE, _MAKE_FILE, _TRUNCATE = 1 << 5, 1 << 8, 1 << 14
_ALL_TCP, _ALL_SCOPES = 0b11, 0b11
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE

_ACTS_BY_VERSION = {1: 13, 2: 14, 3: 15, 4: 15}
"""How many acts on files each version of Landlock knows; 16 from version 5."""
_READABLE = (
    sys.prefix,
    sys.base_prefix,
    "/usr",
    "/lib",
    "/lib64",
    "/etc/ld.so.cache",
    "/etc/fonts",
    "/dev/urandom",
    "/dev/random",
)
_OWN_CODE = Path(__file__).resolve().parents[2]
_libc = ctypes.CDLL(None, use_errno=True)


def shut_in(*, source: Path, out: Path) -> bool:
    """From now on only `source` and programs are read, only `out` is written; False where that cannot be had.

    The process must have given up gaining rights (limits.take).
    """
    if sys.platform != "linux":
        return False
    version = _libc.syscall(_CREATE_RULESET, None, 0, _VERSION_QUESTION)
    if version < 1:
        return False
    acts = (1 << _ACTS_BY_VERSION.get(version, 16)) - 1
    parts = [acts, *([_ALL_TCP] if version >= 4 else []), *([_ALL_SCOPES] if version >= 6 else [])]
    attributes = struct.pack(f"={len(parts)}Q", *parts)
    rules = _libc.syscall(_CREATE_RULESET, attributes, len(attributes), 0)
    if rules < 0:
        return False
    try:
        for path in (*_READABLE, str(_OWN_CODE)):
            _allow(rules, path, _EXECUTE | _READ_FILE | _READ_DIR, acts)
        _allow(rules, str(source), _READ_FILE, acts)
        _allow(
            rules,
            str(out),
            _READ_FILE | _READ_DIR | _WRITE_FILE | _TRUNCATE | _MAKE_FILE | _REMOVE_FILE,
            acts,
        )
        return _libc.syscall(_RESTRICT_SELF, rules, 0) == 0
    finally:
        os.close(rules)


def _allow(rules: int, path: str, wanted: int, known: int) -> None:
    """Allow the acts on the path and all beneath it; a path that is not there needs no allowance."""
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        acts = wanted & known if Path(path).is_dir() else wanted & known & _OF_FILES
        _libc.syscall(_ADD_RULE, rules, _PATH_BENEATH, struct.pack("=Qi", acts, handle), 0)
    finally:
        os.close(handle)
