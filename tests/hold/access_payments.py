"""What each who knocks is answered at the payment runs' addresses: rows of the table (access_table.py)."""

ADMIN = """
admin:approvals_batch_ready                  noo nmm
admin:approvals_batch_plan                   nmm nof
admin:approvals_batch_build                  nmm ncf
admin:approvals_batch_release                nmm ncf
admin:approvals_batch_cancel                 nmm nof
admin:approvals_batch_file                   nmm ncf
admin:approvals_batch_changelist             noo noo
admin:approvals_batch_add                    nff nff
admin:approvals_batch_history                noo noo
admin:approvals_batch_delete                 nff nff
admin:approvals_batch_change                 noo noo"""
"""Coordinator, secretariat, auditor. The first run is built by the secretariat itself, and waits."""
