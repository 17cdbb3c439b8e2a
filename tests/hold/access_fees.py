"""The rows of access_table.py for fee runs and fee statements."""

ADMIN = """
admin:approvals_feerun_start                 nmm ncc
admin:approvals_feerun_csv                   noo nmm
admin:approvals_feerun_xlsx                  noo nmm
admin:approvals_feerun_changelist            noo noo
admin:approvals_feerun_add                   nff nff
admin:approvals_feerun_history               noo noo
admin:approvals_feerun_delete                nff nff
admin:approvals_feerun_change                noo noo
admin:approvals_feestatement_reprint         nmm ncc
admin:approvals_feestatement_recall          nmm noo
admin:approvals_feestatement_changelist      noo noo
admin:approvals_feestatement_add             nff nff
admin:approvals_feestatement_history         noo noo
admin:approvals_feestatement_delete          nff nff
admin:approvals_feestatement_change          noo noo"""
