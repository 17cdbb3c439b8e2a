"""Danish paths, English names."""

from typing import Any

app_name = "clusters"
urlpatterns: list[Any] = []
