"""A distributor for development and tests: real answers, and real errors when asked for."""
