"""The child's front door: limits first, then the file."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

from klyngeokonomi.documents.child import landlock, limits
from klyngeokonomi.documents.child.report import Problem, Unreadable, tell

PDF = "application/pdf"
IMAGES = ("image/jpeg", "image/png", "image/heic")


def main(arguments: list[str]) -> int:
    """0 when the file was read to the end, 1 when it was refused and the parent told why.

    Only the kind's own libraries are loaded, and before the limits: once shut in, the process opens nothing more.
    """
    given = _parse(arguments)
    reader = import_module(f"klyngeokonomi.documents.child.{'pdf' if given.kind == PDF else 'images'}")
    reader.prepare(given.kind)
    limits.take(memory_bytes=given.memory, cpu_seconds=given.cpu, threads=given.kind == "image/heic")
    landlock.shut_in(source=given.source, out=given.out)
    try:
        if given.kind == PDF:
            reader.read(given.source, given.out, rotation=given.rotation, max_pages=given.max_pages)
        else:
            reader.read(
                given.source, given.out, kind=given.kind, rotation=given.rotation, max_pixels=given.max_pixels
            )
    except Unreadable as error:
        tell(problem=error.problem)
        return 1
    except MemoryError:
        tell(problem=Problem.OUT_OF_MEMORY)
        return 1
    tell(done=True)
    return 0


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m klyngeokonomi.documents.child")
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--kind", required=True, choices=[PDF, *IMAGES])
    parser.add_argument("--rotation", type=int, default=0, choices=[0, 90, 180, 270])
    parser.add_argument("--max-pages", type=int, required=True)
    parser.add_argument("--max-pixels", type=int, required=True)
    parser.add_argument("--memory", type=int, required=True, help="bytes of address space")
    parser.add_argument("--cpu", type=int, required=True, help="seconds")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
