"""The rows of access_table.py for allotments, transfers and corrections of the clusters' money."""

HOUSE = """
clusters:allotment_of                        loooonnool lmmmmmmmml
"""

ADMIN = """
admin:clusters_allotment_book                nmm nnn
admin:clusters_allotment_changelist          noo noo
admin:clusters_allotment_add                 nff nff
admin:clusters_allotment_history             noo noo
admin:clusters_allotment_delete              nff nff
admin:clusters_allotment_change              nnn nnn
admin:clusters_allotmentrate_confirm         nmm noo
admin:clusters_allotmentrate_withdraw        nmm noo
admin:clusters_allotmentrate_changelist      noo noo
admin:clusters_allotmentrate_add             nof nof
admin:clusters_allotmentrate_history         noo noo
admin:clusters_allotmentrate_delete          nff nff
admin:clusters_allotmentrate_change          noo nff
"""
