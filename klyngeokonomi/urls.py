"""Danish paths, English names. Each floor brings its own."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from klyngeokonomi.health import healthz
from klyngeokonomi.metrics import metrics

admin.autodiscover()
urlpatterns = [
    path("", include("approvals.urls")),
    path("", include("expenses.urls")),
    path("", include("meetings.urls")),
    path("", include("clusters.urls")),
    path("adgang/", include("klyngeokonomi.sign_in_urls")),
    path("plo/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
]

if settings.METRICS_TOKEN:
    urlpatterns += [path("metrics", metrics, name="metrics")]
if getattr(settings, "DEVELOPMENT_PAGES", False):
    urlpatterns += [path("udvikling/", include("klyngeokonomi.development.urls"))]

handler400 = "klyngeokonomi.errors.bad_request"
handler403 = "klyngeokonomi.errors.permission_denied"
handler404 = "klyngeokonomi.errors.page_not_found"
handler500 = "klyngeokonomi.errors.server_error"
