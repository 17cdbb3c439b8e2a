"""The rows of access_table.py for signing in, and for the pages that need no cluster."""

SIGN_IN = """
account_login                                ooo ooo
staff_login                                  ooo ooo
account_logout                               loo lll
account_inactive                             ooo mmm
account_reauthenticate                       lff lff
invitation                                   nnn nnn
mitid_login                                  lll uuu
mitid_callback                               fff fff
mfa_index                                    lno lnm
mfa_authenticate                             lno lno
mfa_reauthenticate                           lnf lnf
mfa_activate_totp                            lno lno
mfa_deactivate_totp                          lnn lnn
mfa_list_webauthn                            lno lnm
mfa_add_webauthn                             lno lno
mfa_reauthenticate_webauthn                  lnf lnf
mfa_login_webauthn                           lno lno
mfa_remove_webauthn                          lnn lnn
mfa_edit_webauthn                            lnn lnn
mfa_view_recovery_codes                      lnn lnm
mfa_generate_recovery_codes                  lno lno
mfa_download_recovery_codes                  lnn lnn
account_change_password                      loo loo
account_reset_password                       ooo ooo
account_reset_password_done                  ooo mmm
account_reset_password_from_key              ooo ooo
account_reset_password_from_key_done         ooo mmm
account_signup                               nnn nnn
account_email                                nnn nnn
account_set_password                         nnn nnn
account_email_verification_sent              nnn nnn
socialaccount_signup                         nnn nnn
socialaccount_connections                    nnn nnn
healthz                                      uuu mmm
own_sessions                                 loo lmm
own_sessions_end_others                      lmm loo
own_session_end                              lmm lnn
"""
"""Anonymous, member, secretariat. A session that has shown no second factor is asked for it elsewhere."""
