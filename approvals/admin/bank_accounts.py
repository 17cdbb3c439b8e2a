"""Which account the payments leave from. It is set on the server; here it is read."""

from django.contrib import admin

from approvals.models import BankAccount
from klyngeokonomi.read_only_admin import ReadOnlyAdmin


@admin.register(BankAccount)
class BankAccountAdmin(ReadOnlyAdmin):
    list_display = ("name", "reg_number", "account_number", "iban", "dialect", "is_default")
    list_filter = ("is_default",)
    search_fields = ("name", "account_number", "iban")
