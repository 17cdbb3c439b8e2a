"""The door gunicorn opens, where production's packages alone are installed: some that only development brings along
are loaded by structlog, requests and kombu when they are there, and took 5 MB.
"""

import sys

for _name in ("chardet", "greenlet", "pygments", "rich", "yaml"):
    sys.modules[_name] = None  # type: ignore[assignment]

from klyngeokonomi.wsgi import application  # noqa: E402, F401 - after those are gone
