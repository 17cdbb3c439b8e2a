"""What Skat reads: facts in, bytes out. Pure. What is told where stands in klyngeokonomi/docs/tax.md."""
