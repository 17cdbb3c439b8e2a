"""The rows of access_table.py for payees, their accounts and NemKonto."""

HOUSE = """
expenses:own_accounts                        looooooool lmmmmmmmml
expenses:nemkonto_leave                      lmmmmmmmml lcnnnnnnnl
"""

ADMIN = """
admin:expenses_payee_reveal                  nmm nnn
admin:expenses_payee_nemkonto                nmm nof
admin:expenses_payee_correct                 nmm nof
admin:expenses_payee_leave                   nmm nnn
admin:expenses_payee_changelist              noo noo
admin:expenses_payee_add                     nff nff
admin:expenses_payee_history                 noo noo
admin:expenses_payee_delete                  nff nff
admin:expenses_payee_change                  noo noo
admin:expenses_accountreview_confirm         nmm noo
admin:expenses_accountreview_refuse          nmm noo
admin:expenses_accountreview_changelist      noo noo
admin:expenses_accountreview_add             nff nff
admin:expenses_accountreview_history         noo noo
admin:expenses_accountreview_delete          nff nff
admin:expenses_accountreview_change          noo noo
"""
