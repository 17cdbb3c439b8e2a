"""What only the system can bring: WeasyPrint's libraries and, for the tests, a Chromium, a clamd and an nginx.

Root on Debian or Ubuntu gets them by apt-get; anybody else gets a sentence that says what to install.
"""

import ctypes
import ctypes.util
import os
import shutil
import sys

from klyngeokonomi.bootstrap.telling import progress, run, say, why

PDF_LIBRARIES = {
    "libgobject-2.0.so.0": "gobject-2.0",
    "libpango-1.0.so.0": "pango-1.0",
    "libpangoft2-1.0.so.0": "pangoft2-1.0",
    "libharfbuzz.so.0": "harfbuzz",
    "libharfbuzz-subset.so.0": "harfbuzz-subset",
    "libfontconfig.so.1": "fontconfig",
}
"""The name on Linux, and the name the linker knows it by elsewhere."""
PDF_PACKAGES = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core"]
TEST_SERVERS = {"clamd": "clamav-daemon", "nginx": "nginx-light"}
"""The program, and the package that brings it: a virus scanner and a web server in front."""
SERVER_FOLDERS = "/usr/sbin:/usr/local/sbin:/opt/homebrew/sbin"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def ensure_pdf_libraries() -> None:
    """WeasyPrint's libraries. Without them all but PDFs works, so their absence is told and not fatal."""
    if not _missing_libraries():
        return
    apt_install("biblioteker til PDF", PDF_PACKAGES)
    if missing := _missing_libraries():
        say(f"PDF kan ikke laves her: installér {' '.join(PDF_PACKAGES)} (mangler {', '.join(missing)}).")


def ensure_chromium() -> None:
    """A Chromium for the browser tests. Without one they are skipped, and pytest says so again at the end."""
    if any(map(shutil.which, CHROMIUM_NAMES)):
        return
    apt_install("Chromium til browserprøverne", ["chromium"])
    if not any(map(shutil.which, CHROMIUM_NAMES)):
        say("Browserprøverne kan ikke køre her: installér chromium.")


def ensure_test_servers() -> None:
    """Servers that some tests put before or behind the product. Without one of them its tests are skipped."""
    missing = [name for name in TEST_SERVERS if not _has_server(name)]
    if missing:
        apt_install("servere til prøverne", [TEST_SERVERS[name] for name in missing])
    if missing := [TEST_SERVERS[name] for name in missing if not _has_server(name)]:
        say(f"Nogle prøver springes over her: installér {' '.join(missing)}.")


def apt_install(what: str, packages: list[str]) -> bool:
    """Whether apt-get installed them; False at once for others than root and where there is no apt-get."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    say(f"Installerer {what} (apt-get) …")
    quiet = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    code, _ = run(install, heard=progress, environment=quiet)
    if code:  # the lists may be missing or old
        run(["apt-get", "update"], heard=progress, environment=quiet)
        code, output = run(install, heard=progress, environment=quiet)
        if code:
            say(f"apt-get kunne ikke: {why(output)}")
    return code == 0


def _missing_libraries() -> list[str]:
    return [name for name, other in PDF_LIBRARIES.items() if not _has_library(name, other)]


def _has_library(name: str, other: str) -> bool:
    if not sys.platform.startswith("linux"):
        return ctypes.util.find_library(other) is not None
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _has_server(name: str) -> bool:
    return bool(shutil.which(name) or shutil.which(name, path=SERVER_FOLDERS))
