"""What tests begin with is built by the real actions once per test process, and after that put back as rows."""

from tests.replay.replayed import begin, end, once, over, replayed

__all__ = ["begin", "end", "once", "over", "replayed"]
