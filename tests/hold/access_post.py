"""The rows of access_table.py for digital post: letters, shipments, receipts."""

ADMIN = """
admin:approvals_postmessage_again            nmm nnn
admin:approvals_postmessage_hand_over        nmm nnn
admin:approvals_postmessage_objects          nmm nnn
admin:approvals_postmessage_changelist       noo noo
admin:approvals_postmessage_add              nff nff
admin:approvals_postmessage_history          noo noo
admin:approvals_postmessage_delete           nff nff
admin:approvals_postmessage_change           nnn nnn
admin:approvals_shipment_download            nmm nnn
admin:approvals_shipment_answer              nmm nnn
admin:approvals_shipment_changelist          noo noo
admin:approvals_shipment_add                 nff nff
admin:approvals_shipment_history             noo noo
admin:approvals_shipment_delete              nff nff
admin:approvals_shipment_change              nnn nnn
admin:approvals_postreceipt_changelist       noo noo
admin:approvals_postreceipt_add              nff nff
admin:approvals_postreceipt_history          noo noo
admin:approvals_postreceipt_delete           nff nff
admin:approvals_postreceipt_change           noo nff
"""
