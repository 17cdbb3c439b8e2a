"""The secretariat's Django admin under the product's own name. Nobody imports it: `default_site` names it."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest

from clusters.permissions import why_not_run_secretariat


class Site(AdminSite):
    """Danish titles, and every link out of the admin leads back to the product."""

    site_title = "Klyngeøkonomi"
    site_header = "Klyngeøkonomi"
    index_title = "Sekretariatet"
    site_url = "/"
    empty_value_display = "–"
    enable_nav_sidebar = False

    def why_not_change(self, request: HttpRequest) -> str | None:
        """Why this person may only look (Danish), or None. Asked by the cellar's pages, which know no roles."""
        return why_not_run_secretariat(request.user)
