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
admin:clusters_account_openings              noo noo
admin:clusters_allotment_unclear             noo nmm
admin:clusters_transfer_confirm              nmm nnn
admin:clusters_transfer_withdraw             nmm nnn
admin:clusters_transfer_changelist           noo noo
admin:clusters_transfer_add                  nof nof
admin:clusters_transfer_history              noo noo
admin:clusters_transfer_delete               nff nff
admin:clusters_transfer_change               noo nff
admin:clusters_correction_confirm            nmm nnn
admin:clusters_correction_withdraw           nmm nnn
admin:clusters_correction_changelist         noo noo
admin:clusters_correction_add                nnn nnn
admin:clusters_correction_history            noo noo
admin:clusters_correction_delete             nff nff
admin:clusters_correction_change             noo nff
admin:clusters_allotmentrate_confirm         nmm noo
admin:clusters_allotmentrate_withdraw        nmm noo
admin:clusters_allotmentrate_changelist      noo noo
admin:clusters_allotmentrate_add             nof nof
admin:clusters_allotmentrate_history         noo noo
admin:clusters_allotmentrate_delete          nff nff
admin:clusters_allotmentrate_change          noo nff
"""
