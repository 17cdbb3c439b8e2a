"""Closed loops: so many clients, each taking its next lifecycle when the last is done."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median

import psutil


@dataclass
class Run:
    """What one run gave. Times in milliseconds; `cpu` is seconds of processor the watched processes used."""

    steps: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    seconds: float = 0
    cpu: float = 0

    @property
    def done(self) -> int:
        return len(self.steps["whole"])

    @property
    def per_second(self) -> float:
        return self.done / self.seconds if self.seconds else 0.0

    @property
    def cpu_each(self) -> float:
        """Milliseconds of processor one lifecycle cost."""
        return 1000 * self.cpu / self.done if self.done else 0.0


class Clock:
    """Times the steps of one lifecycle; they count only when it came through whole."""

    def __init__(self) -> None:
        self.taken: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        self.taken[name] = (time.perf_counter() - begun) * 1000


Walk = Callable[[Clock], None]
"""One lifecycle. Raises whatever went wrong."""


def run(walks: list[Walk], *, seconds: float = 0, times: int = 0, watched: list[int] | None = None) -> Run:
    """Every walk in a thread of its own, again and again until the time is up, or so many times each."""
    result, lock = Run(), threading.Lock()
    begun, cpu = time.perf_counter(), processor_seconds(watched or [])

    def client(walk: Walk) -> None:
        count = 0
        while (count < times) if times else (time.perf_counter() - begun < seconds):
            clock, started = Clock(), time.perf_counter()
            try:
                walk(clock)
            except Exception as error:
                with lock:
                    result.errors.append(f"{type(error).__name__}: {error}")
            else:
                clock.taken["whole"] = (time.perf_counter() - started) * 1000
                with lock:
                    for name, taken in clock.taken.items():
                        result.steps[name].append(taken)
            count += 1

    threads = [threading.Thread(target=client, args=(walk,), daemon=True) for walk in walks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    result.seconds = time.perf_counter() - begun
    result.cpu = processor_seconds(watched or []) - cpu
    return result


def processor_seconds(pids: list[int]) -> float:
    """User and system time of these processes and all below them."""
    total = 0.0
    for pid in pids:
        try:
            parent = psutil.Process(pid)
            for process in (parent, *parent.children(recursive=True)):
                times = process.cpu_times()
                total += times.user + times.system
        except psutil.NoSuchProcess:
            continue
    return total


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of them lies; 0.0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def middle(values: list[float]) -> float:
    """The median; 0.0 for none."""
    return median(values) if values else 0.0
