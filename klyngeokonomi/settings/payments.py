"""Who may release a payment run (docs/operations.md)."""

from klyngeokonomi.env import env_bool

RELEASER_MAY_HAVE_APPROVED = env_bool("RELEASER_MAY_HAVE_APPROVED", True)
"""Whether one who approved a voucher for PLO may release the run it is paid by. False: three must be there."""
