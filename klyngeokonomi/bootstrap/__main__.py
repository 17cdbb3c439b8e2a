"""The steps of the set-up, in order. Each is skipped when there is nothing new; one sentence when one fails.

This file must parse on any Python 3, so that an old one gets a sentence and not a traceback.
"""

import os
import shutil
import sys

OLDEST = (3, 11)
NEWER = [f"python3.{minor}" for minor in range(20, 10, -1)]


def main(arguments):
    """0 when all is set up, 1 with a sentence when it is not."""
    if sys.version_info < OLDEST:
        newer = next((found for found in map(shutil.which, NEWER) if found), None)
        if newer:
            os.execv(newer, [newer, "-m", "klyngeokonomi.bootstrap"] + arguments)  # noqa: RUF005
        here = ".".join(map(str, sys.version_info[:2]))
        sys.stderr.write(f"Klyngeøkonomi kræver Python 3.11 eller nyere; her er {here}.\n")
        return 1
    from klyngeokonomi.bootstrap import python_packages, static_packages, system_packages  # noqa: PLC0415
    from klyngeokonomi.bootstrap.telling import StepFailed, one_at_a_time  # noqa: PLC0415

    try:
        with one_at_a_time():
            python_packages.ensure()
            static_packages.ensure()
            system_packages.ensure_pdf_libraries()
            if "--test" in arguments:
                system_packages.ensure_chromium()
                system_packages.ensure_test_servers()
    except StepFailed as error:
        sys.stderr.write(f"\n{error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nAfbrudt. Kør kommandoen igen; den fortsætter, hvor den slap.\n")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
