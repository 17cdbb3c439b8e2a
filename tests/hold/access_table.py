"""What each who knocks is answered at every address: the one table of expectations (T087, T088).

A row is an address's name, the answers to GET, and the answers to POST of an empty form, a letter for each role
(access_walk.py says which letter is which). A new address without a row fails the build: write its row by what the
page is for, not by what it answered.
"""

from tests.hold import (
    access_allotments,
    access_bank,
    access_books,
    access_contracts,
    access_fees,
    access_payees,
    access_payments,
    access_post,
)
from tests.hold.access_sign_in import SIGN_IN

__all__ = ["ADMIN", "HOUSE", "LATER", "SIGN_IN", "rows"]

HOUSE = """
approvals:home                               looooooool lmmmmmmmml
approvals:dashboard                          lfoooffofl lmmmmmmmml
approvals:decide                             lnnnnnnnnl lmmmmmmmml
approvals:endorse                            lmmmmmmmml lnnnnnnnnl
approvals:return                             lmmmmmmmml lnnnnnnnnl
approvals:reject                             lmmmmmmmml lnnnnnnnnl
approvals:account                            looooooool lmmmmmmmml
approvals:account_of                         loooonnool lmmmmmmmml
expenses:voucher_list                        looooooool lmmmmmmmml
expenses:voucher_new                         looooooool looooooool
expenses:payment_line                        lmmmmmmmml looooooool
expenses:voucher                             lonnnnnnnl lmmmmmmmml
expenses:voucher_papers                      lonnnnnnnl lonnnnnnnl
expenses:voucher_details                     lonnnnnnnl lonnnnnnnl
expenses:voucher_fee                         lonnnnnnnl lonnnnnnnl
expenses:voucher_mileage                     lonnnnnnnl lonnnnnnnl
expenses:mileage_amounts                     lmmmmmmmml lonnnnnnnl
expenses:voucher_live                        lmmmmmmmml lonnnnnnnl
expenses:voucher_payee                       lonnnnnnnl lonnnnnnnl
expenses:voucher_sent                        lonnnnnnnl lmmmmmmmml
expenses:voucher_reopen                      lmmmmmmmml lcnnnnnnnl
expenses:voucher_ask_plo                     lmmmmmmmml lonnnnnnnl
expenses:voucher_withdraw                    lmmmmmmmml lonnnnnnnl
expenses:paper_preview                       lonnnnnnnl lmmmmmmmml
expenses:paper_kind                          lmmmmmmmml lonnnnnnnl
expenses:paper_turn                          lmmmmmmmml lonnnnnnnl
expenses:paper_remove                        lmmmmmmmml lonnnnnnnl
expenses:paper_page                          lonnnnnnnl lmmmmmmmml
expenses:paper_thumbnail                     lonnnnnnnl lmmmmmmmml
expenses:paper_download                      lonnnnnnnl lmmmmmmmml
expenses:meeting_vouchers                    loooonnool lmmmmmmmml
expenses:may_we                              loooonnool lmmmmmmmml
expenses:guide                               looooooool lmmmmmmmml
meetings:meeting_list                        looooooool lmmmmmmmml
meetings:meeting_new                         lfoofffofl lfoofffofl
meetings:meeting                             loooonnool lmmmmmmmml
meetings:meeting_change                      lfoofnnofl lfoofnnofl
meetings:meeting_answer                      lmmmmmmmml loooonnool
meetings:meeting_invite                      lmmmmmmmml lfoofnnofl
meetings:participant_add                     lmmmmmmmml lfoofnnofl
meetings:participant_remove                  lmmmmmmmml lfoofnnofl
meetings:presence                            lfoofnnofl lfccfnncfl
meetings:meeting_close                       lfoofnnofl lfccfnncfl
meetings:list_correct                        lfoofnnofl lfoofnnofl
meetings:meeting_cancel                      lfoofnnofl lfoofnnofl
meetings:papers                              loooonnool lfoofnnofl
meetings:paper                               lnnnnnnnnl lmmmmmmmml
meetings:economy                             loooonnool lmmmmmmmml
meetings:history                             loooonnool lmmmmmmmml
meetings:frozen_list                         lnnnnnnnnl lmmmmmmmml
clusters:member_list                         looooooool lmmmmmmmml
clusters:deputy_answer                       lmmmmmmmml lnnonnnnnl
clusters:members_of                          loooonnool lmmmmmmmml
clusters:member_invite                       lmmmmmmmml loooonnool
clusters:deputy_appoint                      lmmmmmmmml loooonnool
clusters:deputy_end                          lmmmmmmmml loooonnool
"""
"""A draft of the member's, a meeting that is planned. Anonymous, member, coordinator, deputy, board, ex-member,
stranger of another cluster, secretariat, auditor, inactive."""

LATER = """
submitted/approvals:decide                   fof mmm
submitted/approvals:endorse                  mmm fcf
submitted/approvals:return                   mmm fof
submitted/expenses:voucher                   ooo mmm
submitted/expenses:voucher_papers            off off
submitted/expenses:voucher_details           off off
submitted/expenses:voucher_payee             off off
submitted/expenses:voucher_reopen            mmm occ
submitted/expenses:voucher_withdraw          mmm occ
submitted/expenses:paper_remove              mmm off
submitted/expenses:paper_download            ooo mmm
submitted/meetings:meeting_change            foo foo
submitted/meetings:participant_remove        mmm foo
submitted/meetings:presence                  foo fcc
submitted/meetings:meeting_close             foo foo
submitted/meetings:list_correct              foo foo
submitted/meetings:meeting_cancel            foo foo
submitted/meetings:papers                    ooo foo
submitted/meetings:frozen_list               ooo mmm
endorsed/approvals:decide                    fof mmm
endorsed/approvals:endorse                   mmm fcf
endorsed/expenses:voucher_details            off cff
endorsed/expenses:voucher_reopen             mmm occ
endorsed/expenses:voucher_withdraw           mmm ccc
approved/approvals:decide                    fof mmm
approved/approvals:endorse                   mmm fcf
approved/approvals:return                    mmm fof
approved/expenses:voucher_details            off cff
approved/expenses:voucher_payee              off cff
approved/expenses:voucher_reopen             mmm ccc
approved/expenses:voucher_withdraw           mmm ccc
approved/expenses:paper_remove               mmm cff
approved/expenses:paper_download             ooo mmm
"""
"""The member's voucher in other states, a meeting whose list is sent. Member, coordinator, secretariat."""

ADMIN = """
admin:index                                  noo noo
admin:login                                  lll lll
admin:logout                                 nmm noo
admin:password_change                        noo noo
admin:password_change_done                   noo nmm
admin:autocomplete                           nff nmm
admin:jsi18n                                 noo nmm
admin:view_on_site                           nnn nnn
admin:documents_quarantineddocument_changelist noo noo
admin:documents_quarantineddocument_add      nff nff
admin:documents_quarantineddocument_history  noo noo
admin:documents_quarantineddocument_delete   nff nff
admin:documents_quarantineddocument_change   noo nff
admin:outbox_message_retry                   nmm noo
admin:outbox_message_changelist              noo noo
admin:outbox_message_add                     nff nff
admin:outbox_message_history                 noo noo
admin:outbox_message_delete                  nff nff
admin:outbox_message_change                  noo nff
admin:outbox_stray_changelist                noo noo
admin:outbox_stray_add                       nff nff
admin:outbox_stray_history                   noo noo
admin:outbox_stray_delete                    nff nff
admin:outbox_stray_change                    noo nff
admin:audit_record_changelist                noo noo
admin:audit_record_add                       nff nff
admin:audit_record_history                   noo noo
admin:audit_record_delete                    nff nff
admin:audit_record_change                    noo nff
admin:clusters_account_allotment             nmm noo
admin:clusters_account_opening               nmm noo
admin:clusters_account_confirm               nmm noo
admin:clusters_account_changelist            noo noo
admin:clusters_account_add                   nff nff
admin:clusters_account_history               noo noo
admin:clusters_account_delete                nff nff
admin:clusters_account_change                noo noo
admin:clusters_movement_changelist           noo noo
admin:clusters_movement_add                  nff nff
admin:clusters_movement_history              noo noo
admin:clusters_movement_delete               nff nff
admin:clusters_movement_change               noo nff
admin:clusters_importrun_apply               nmm nnn
admin:clusters_importrun_changelist          noo noo
admin:clusters_importrun_add                 nof nof
admin:clusters_importrun_history             noo noo
admin:clusters_importrun_delete              nff nff
admin:clusters_importrun_change              nnn nnn
admin:clusters_person_invite                 nmm noo
admin:clusters_person_open_account           nmm noo
admin:clusters_person_changelist             noo noo
admin:clusters_person_add                    nof nof
admin:clusters_person_history                noo noo
admin:clusters_person_delete                 nff nff
admin:clusters_person_change                 noo nof
admin:clusters_cluster_changelist            noo noo
admin:clusters_cluster_add                   nof nof
admin:clusters_cluster_history               noo noo
admin:clusters_cluster_delete                nff nff
admin:clusters_cluster_change                noo nof
admin:clusters_clinic_changelist             noo noo
admin:clusters_clinic_add                    nof nof
admin:clusters_clinic_history                noo noo
admin:clusters_clinic_delete                 nff nff
admin:clusters_clinic_change                 noo nof
admin:clusters_membership_end                nmm noo
admin:clusters_membership_confirm            nmm noo
admin:clusters_membership_reject             nmm noo
admin:clusters_membership_changelist         noo noo
admin:clusters_membership_add                nof nof
admin:clusters_membership_history            noo noo
admin:clusters_membership_delete             nff nff
admin:clusters_membership_change             noo nof
admin:meetings_attendancelist_changelist     noo noo
admin:meetings_attendancelist_add            nff nff
admin:meetings_attendancelist_history        noo noo
admin:meetings_attendancelist_delete         nff nff
admin:meetings_attendancelist_change         noo nff
admin:meetings_meeting_changelist            noo noo
admin:meetings_meeting_add                   nff nff
admin:meetings_meeting_history               noo noo
admin:meetings_meeting_delete                nff nff
admin:meetings_meeting_change                noo nff
admin:expenses_rate_end                      nff nff
admin:expenses_rate_changelist               noo noo
admin:expenses_rate_add                      nof nof
admin:expenses_rate_history                  noo noo
admin:expenses_rate_delete                   nff nff
admin:expenses_rate_change                   noo nff
admin:expenses_answer_edit                   nof nof
admin:expenses_answer_publish                nmm noo
admin:expenses_answer_withdraw               nmm noo
admin:expenses_answer_discard                nmm noo
admin:expenses_answer_changelist             noo noo
admin:expenses_answer_add                    nof nof
admin:expenses_answer_history                noo noo
admin:expenses_answer_delete                 nff nff
admin:expenses_answer_change                 noo nff
admin:expenses_section_changelist            noo noo
admin:expenses_section_end                   nof nof
admin:expenses_section_add                   nof nof
admin:expenses_section_history               noo noo
admin:expenses_section_delete                nff nff
admin:expenses_section_change                noo nff
admin:expenses_term_changelist               noo noo
admin:expenses_term_end                      nof nof
admin:expenses_term_add                      nof nof
admin:expenses_term_history                  noo noo
admin:expenses_term_delete                   nff nff
admin:expenses_term_change                   noo nff
admin:expenses_guidechange_publish           nmm nnn
admin:expenses_guidechange_withdraw          nmm nnn
admin:expenses_guidechange_preview           nnn nmm
admin:expenses_guidechange_changelist        noo noo
admin:expenses_guidechange_add               nff nff
admin:expenses_guidechange_history           noo noo
admin:expenses_guidechange_delete            nff nff
admin:expenses_guidechange_change            nnn nnn
admin:expenses_overrulerequest_answer        nmm nnn
admin:expenses_overrulerequest_changelist    noo noo
admin:expenses_overrulerequest_add           nff nff
admin:expenses_overrulerequest_history       noo noo
admin:expenses_overrulerequest_delete        nff nff
admin:expenses_overrulerequest_change        nnn nnn
admin:approvals_decision_rules               noo nmm
admin:approvals_decision_changelist          noo noo
admin:approvals_decision_add                 nff nff
admin:approvals_decision_history             noo noo
admin:approvals_decision_delete              nff nff
admin:approvals_decision_change              noo nff
admin:approvals_voucherreview_approve        nmm nnn
admin:approvals_voucherreview_return         nmm nnn
admin:approvals_voucherreview_send_back      nmm nnn
admin:approvals_voucherreview_reject         nmm nnn
admin:approvals_voucherreview_undo           nmm nnn
admin:approvals_voucherreview_stop           nmm nnn
admin:approvals_voucherreview_income         nmm nnn
admin:approvals_voucherreview_withhold       nmm nnn
admin:approvals_voucherreview_original       nmm nnn
admin:approvals_voucherreview_changelist     noo noo
admin:approvals_voucherreview_add            nff nff
admin:approvals_voucherreview_history        noo noo
admin:approvals_voucherreview_delete         nff nff
admin:approvals_voucherreview_change         nnn nnn
admin:app_list                               noo noo
"""
"""Coordinator, secretariat, auditor; to everybody else it does not exist either."""

HOUSE += access_allotments.HOUSE + access_books.HOUSE + access_contracts.HOUSE + access_payees.HOUSE
ADMIN += access_allotments.ADMIN + access_bank.ADMIN + access_books.ADMIN + access_contracts.ADMIN
ADMIN += access_fees.ADMIN + access_payees.ADMIN + access_payments.ADMIN + access_post.ADMIN


def rows(table: str) -> dict[str, tuple[str, ...]]:
    """{name: (GET, POST)}."""
    return {line.split()[0]: tuple(line.split()[1:]) for line in table.splitlines() if line}
