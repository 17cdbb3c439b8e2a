"""Sets a fresh machine up, with Python's standard library alone: python3 -m klyngeokonomi.bootstrap [--test]."""
