"""Where style sheets, scripts, icons and fonts come from, and how they are named in production."""

from django.contrib.staticfiles.apps import StaticFilesConfig
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(StaticFilesConfig):
    """Leaves out what the packages carry beside what we serve: sources, maps, other themes, unused fonts."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "*.map",
        "dkfds.css",
        "dkfds-*.css",
        "dkfds*.js",
        "scss",
        "otf",
        "logo-borgerdk.svg",
        "logo_virk.svg",
        "*/split/woff",
        "jquery.js",
        "select2.full.js",
        "*.md",
        "license.txt",
        "htmx.js",
        "htmx.amd.js",
        "htmx.cjs.js",
        "htmx.esm.*",
        "*.gz",
        "ext",
    ]


class Storage(CompressedManifestStaticFilesStorage):
    """Hashed names for ever, compressed beforehand.

    The packages' files name source maps that are not served; Django would refuse to collect a file that names
    a missing one, so those comments are left as they are.
    """

    patterns = tuple(
        (extension, tuple(pattern for pattern in found if "sourceMappingURL" not in str(pattern)))
        for extension, found in CompressedManifestStaticFilesStorage.patterns
    )
