"""python -m klyngeokonomi.embedded start|stop: the embedded services without the rest of `make run`."""

import sys

from klyngeokonomi.database_url import APP_ROLE
from klyngeokonomi.embedded import CannotStart, start_postgres, start_valkey, stop_postgres, stop_valkey
from klyngeokonomi.embedded.places import postgres_url, socket_dir, valkey_port


def main(verb: str) -> int:
    """0 when the servers are up (start) or down (stop); 1 with a sentence when they are not."""
    if verb == "stop":
        stop_valkey()
        stop_postgres()
        return 0
    if verb != "start":
        sys.stderr.write("python -m klyngeokonomi.embedded start|stop\n")
        return 2
    try:
        start_postgres(tied=False)
        start_valkey(tied=False)
    except CannotStart as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"PostgreSQL: {postgres_url(APP_ROLE)} ({socket_dir()})\nValkey: port {valkey_port()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
