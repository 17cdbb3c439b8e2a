"""The journal for PLO's finance system: lines in, bytes out. Pure. Its form stands in klyngeokonomi/docs/journal.md."""
