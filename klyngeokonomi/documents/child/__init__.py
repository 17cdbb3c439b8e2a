"""The process that opens what strangers sent. It knows no settings, no database, no model and no network.

`python -m klyngeokonomi.documents.child FILE OUTDIR --kind=… --rotation=… …` reads one file and writes
page-1.jpg, page-2.jpg, …, thumb-1.jpg and, for a PDF, clean.pdf into OUTDIR. It may die, hang or run out of
memory: the parent (run_child.py) has limits on it, and answers with a sentence of its own.
"""
