"""`make bench`: ours beside the floors, on servers of its own; klyngeokonomi/docs/performance.md tells more."""
