"""The guide as rules: a claim in, findings out. No database, no settings, no clock (ADR 0007)."""
