"""Number and date formats where Django's own Danish ones differ from ours (FORMAT_MODULE_PATH)."""
