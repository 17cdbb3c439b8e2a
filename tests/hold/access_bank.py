"""The rows of access_table.py for the bank: files, statements, questions."""

ADMIN = """
admin:approvals_bankaccount_changelist       noo noo
admin:approvals_bankaccount_add              nff nff
admin:approvals_bankaccount_history          noo noo
admin:approvals_bankaccount_delete           nff nff
admin:approvals_bankaccount_change           noo nff
admin:approvals_bankfile_changelist          noo noo
admin:approvals_bankfile_add                 nof nof
admin:approvals_bankfile_history             noo noo
admin:approvals_bankfile_delete              nff nff
admin:approvals_bankfile_change              noo nff
admin:approvals_bankquestion_answer          nmm nnn
admin:approvals_bankquestion_changelist      noo noo
admin:approvals_bankquestion_add             nff nff
admin:approvals_bankquestion_history         noo noo
admin:approvals_bankquestion_delete          nff nff
admin:approvals_bankquestion_change          nnn nnn
admin:approvals_bankstatement_reconciliation noo noo
admin:approvals_bankstatement_changelist     noo noo
admin:approvals_bankstatement_add            nff nff
admin:approvals_bankstatement_history        noo noo
admin:approvals_bankstatement_delete         nff nff
admin:approvals_bankstatement_change         nnn nnn
"""
