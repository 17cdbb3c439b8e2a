"""The Content-Security-Policy: own host only, no inline script or style, nothing evaluated."""

from csp.constants import NONE, SELF

from klyngeokonomi.settings.sign_in import MITID

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the design system draws its icons as data: images in its style sheet
        "font-src": [SELF],
        "connect-src": [SELF],
        # Browsers hold a form's redirects to this too, and "Log ind med MitID" is a form.
        "form-action": [SELF, MITID.origin, *MITID.redirect_origins],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}
