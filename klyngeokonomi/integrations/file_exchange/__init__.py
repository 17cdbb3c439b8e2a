"""Files out and files in, to one other end: what the bank and the distributor of digital post have in common."""
