from django.http import QueryDict

from expenses.forms.suggestions import offers, with_offer
from klyngeokonomi.documents.models import Document

TEXT = "Prøveby Hotel A/S\nFakturadato: 12.05.2026\nMoms 25 %: 870,00\nI alt inkl. moms 4.350,00"


def test_what_the_paper_tells_is_offered_at_its_field():
    found = offers([Document(text=None), Document(text=TEXT)])
    assert {name: (offer.taken_by, offer.label) for name, offer in found.items()} == {
        "supplier": ("supplier=Prøveby Hotel A/S", "Prøveby Hotel A/S"),
        "voucher_date": ("voucher_date=2026-05-12", "12. maj 2026"),
        "linje_0_gross": ("linje-0-gross=4.350,00", "4.350,00 kr."),
        "linje_0_vat": ("linje-0-vat=870,00", "870,00 kr."),
    }


def test_nothing_told_is_nothing_offered():
    assert offers([Document(text=None), Document(text="")]) == {}


def test_a_pressed_offer_is_filled_in_and_unticks_the_worked_out_vat():
    data = QueryDict("forslag=linje-0-vat%3D870%2C00&linje-0-vat_standard=on&supplier=Kro")
    filled = with_offer(data)
    assert (filled["linje-0-vat"], filled["supplier"]) == ("870,00", "Kro")
    assert "linje-0-vat_standard" not in filled


def test_other_fields_cannot_be_filled_by_it():
    data = QueryDict("forslag=reason%3Dx")
    assert with_offer(data) is data
