"""Danish paths, English names."""

from django.urls import path

from expenses.views import (
    details,
    downloads,
    fee,
    guide,
    meeting_vouchers,
    mileage,
    own_accounts,
    paper,
    papers,
    payee,
    plan,
    voucher,
    voucher_list,
)

app_name = "expenses"
urlpatterns = [
    path("bilag/", voucher_list.voucher_list, name="voucher_list"),
    path("bilag/nyt/", papers.new, name="voucher_new"),
    path("bilag/betalingslinje/", payee.payment_line, name="payment_line"),
    path("bilag/<int:pk>/", voucher.show, name="voucher"),
    path("bilag/<int:pk>/papirer/", papers.papers, name="voucher_papers"),
    path("bilag/<int:pk>/hvad/", details.details, name="voucher_details"),
    path("bilag/<int:pk>/honorar/", fee.fee, name="voucher_fee"),
    path("bilag/<int:pk>/koersel/", mileage.mileage, name="voucher_mileage"),
    path("bilag/<int:pk>/koersel/beloeb/", mileage.amounts, name="mileage_amounts"),
    path("bilag/<int:pk>/bemaerkninger/", details.live, name="voucher_live"),
    path("bilag/<int:pk>/modtager/", payee.payee, name="voucher_payee"),
    path("bilag/<int:pk>/sendt/", voucher.sent, name="voucher_sent"),
    path("bilag/<int:pk>/ret/", voucher.reopen, name="voucher_reopen"),
    path("bilag/<int:pk>/bed-plo/", voucher.ask_plo, name="voucher_ask_plo"),
    path("bilag/<int:pk>/traek-tilbage/", voucher.withdraw, name="voucher_withdraw"),
    path("bilag/<int:pk>/papir/<int:paper>/", paper.preview, name="paper_preview"),
    path("bilag/<int:pk>/papir/<int:paper>/slags/", paper.kind, name="paper_kind"),
    path("bilag/<int:pk>/papir/<int:paper>/drej/", paper.turn, name="paper_turn"),
    path("bilag/<int:pk>/papir/<int:paper>/fjern/", paper.remove, name="paper_remove"),
    path("bilag/<int:pk>/papir/<int:paper>/side/<int:number>/", downloads.page, name="paper_page"),
    path("bilag/<int:pk>/papir/<int:paper>/miniature/", downloads.thumbnail, name="paper_thumbnail"),
    path("bilag/<int:pk>/papir/<int:paper>/hent/", downloads.download, name="paper_download"),
    path("min-konto/", own_accounts.show, name="own_accounts"),
    path("min-konto/<int:pk>/fravaelg/", own_accounts.leave_nemkonto, name="nemkonto_leave"),
    path("moeder/<int:pk>/bilag/", meeting_vouchers.of_meeting, name="meeting_vouchers"),
    path("moeder/<int:pk>/maa-vi/", plan.may_we, name="may_we"),
    path("vejledning/", guide.guide_show, name="guide"),
]
