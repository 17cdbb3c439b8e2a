"""The rows of access_table.py for the books: months, papers, journal, reports to Skat, the nightly proof."""

HOUSE = """
approvals:annual_accounts                    loooonnool lmmmmmmmml
approvals:annual_accounts_ask                lmmmmmmmml loooonnool
approvals:statement                          loooonnool lmmmmmmmml
approvals:statement_table                    loooonnool lmmmmmmmml
approvals:statement_ask                      lmmmmmmmml loooonnool
approvals:paper                              lonnnnnnnl lmmmmmmmml
approvals:paper_fetch                        lnnnnnnnnl lmmmmmmmml
approvals:fee_statements                     looooooool lmmmmmmmml
approvals:fee_statement                      lnnnnnnool lmmmmmmmml
approvals:fee_statement_fetch                lnnnnnnnnl lmmmmmmmml
"""

ADMIN = """
admin:approvals_journalexport_make           nmm ncc
admin:approvals_journalexport_fetch          nnn nmm
admin:approvals_journalexport_owed_tax       noo nmm
admin:approvals_journalexport_accounts       nmm noo
admin:approvals_journalexport_changelist     noo noo
admin:approvals_journalexport_add            nff nff
admin:approvals_journalexport_history        noo noo
admin:approvals_journalexport_delete         nff nff
admin:approvals_journalexport_change         noo nff
admin:approvals_incomereport_month           noo nmm
admin:approvals_incomereport_make            nmm nof
admin:approvals_incomereport_file            nmm nnn
admin:approvals_incomereport_changelist      noo noo
admin:approvals_incomereport_add             nff nff
admin:approvals_incomereport_history         noo noo
admin:approvals_incomereport_delete          nff nff
admin:approvals_incomereport_change          nnn nnn
admin:clusters_periodlock_lock               nmm noc
admin:clusters_periodlock_ask                nmm noo
admin:clusters_periodlock_open               nmm ncc
admin:clusters_periodlock_changelist         noo noo
admin:clusters_periodlock_add                nff nff
admin:clusters_periodlock_history            noo noo
admin:clusters_periodlock_delete             nff nff
admin:clusters_periodlock_change             noo nff
"""
