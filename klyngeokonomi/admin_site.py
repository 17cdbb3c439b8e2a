"""The secretariat's Django admin under the product's own name. Nobody imports it: `default_site` names it."""

from django.contrib.admin import AdminSite


class Site(AdminSite):
    """Danish titles, and every link out of the admin leads back to the product."""

    site_title = "Klyngeøkonomi"
    site_header = "Klyngeøkonomi"
    index_title = "Sekretariatet"
    site_url = "/"
    empty_value_display = "–"
    enable_nav_sidebar = False
