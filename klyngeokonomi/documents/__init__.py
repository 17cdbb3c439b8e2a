"""Papers: received, read in a limited child process, kept sealed, served after the owner's access check.

Knows no cluster, meeting or voucher. An owner holds a PROTECT foreign key to Document and decides who may
open it. This file imports nothing: the child process (child.py) goes through it.
"""
