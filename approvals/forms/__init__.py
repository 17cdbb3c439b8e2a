"""Forms of the fourth floor."""
