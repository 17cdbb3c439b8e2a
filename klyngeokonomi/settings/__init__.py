"""The product's settings, one module for each place it runs. A process that reads them is loading (loading.py)."""

from klyngeokonomi import loading

loading.begin()
