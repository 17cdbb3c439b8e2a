"""The rows of access_table.py for contracts, budgets and the forecast."""

HOUSE = """
clusters:contract_list                       looooooool lmmmmmmmml
clusters:contract                            loooonnool lmmmmmmmml
clusters:contract_change                     lfoofnnofl lfoofnnofl
clusters:contract_sign                       lmmmmmmmml lfoofnnofl
clusters:contract_confirm                    lmmmmmmmml lccccnnccl
clusters:contract_stop                       lmmmmmmmml lfoofnnofl
clusters:contract_withdraw                   lmmmmmmmml lfoofnnofl
clusters:contract_file                       lnnnnnnnnl lmmmmmmmml
clusters:contracts_of                        loooonnool lmmmmmmmml
clusters:contract_new                        lfoofnnofl lfoofnnofl
approvals:budget                             looooooool lmmmmmmmml
approvals:budget_of                          loooonnool lmmmmmmmml
approvals:budget_set                         lfoofnnofl lfoofnnofl
"""

ADMIN = """
admin:approvals_decision_owed                noo nmm
admin:approvals_decision_owed_csv            noo nmm
admin:approvals_decision_owed_xlsx           noo nmm
admin:clusters_contract_changelist           noo noo
admin:clusters_contract_add                  nff nff
admin:clusters_contract_history              noo noo
admin:clusters_contract_delete               nff nff
admin:clusters_contract_change               noo nff
admin:clusters_budget_changelist             noo noo
admin:clusters_budget_add                    nff nff
admin:clusters_budget_history                noo noo
admin:clusters_budget_delete                 nff nff
admin:clusters_budget_change                 noo nff
"""
