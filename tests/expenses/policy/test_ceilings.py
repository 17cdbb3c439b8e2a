from expenses.policy.ceilings import workings
from expenses.policy.guide_limits import GUIDE_TABLE
from tests.expenses.policy.claims import claim, line, meeting, people


def sums(one):
    return [(working.what, working.arithmetic) for working in workings(one, GUIDE_TABLE)]


def test_an_amount_within_its_limit_is_shown_with_its_sum():
    assert sums(claim(line("dinner", "14000.00", "2800.00"))) == [
        ("Middagen", "14.000,00 kr. inkl. moms → 11.200,00 kr. ekskl. moms ÷ 14 = 800,00 kr. ≤ 800,00 kr.")
    ]


def test_a_rounded_price_says_so():
    assert sums(claim(line("dinner", "10000.00", "0"))) == [
        ("Middagen", "10.000,00 kr. inkl. moms → 10.000,00 kr. ekskl. moms ÷ 14 ≈ 714,29 kr. ≤ 800,00 kr.")
    ]


def test_what_is_a_finding_is_not_shown_twice():
    assert sums(claim(line("dinner", "14000.01", "2800.00"))) == []
    assert sums(claim(line("dinner", "14000.00", None))) == []


def test_unknown_vat_is_within_when_it_is_so_without_vat():
    assert sums(claim(line("room", "5000.00"))) == [
        (
            "Lokalet",
            "5.000,00 kr. inkl. moms → 5.000,00 kr. ekskl. moms ÷ 1 dag = 5.000,00 kr. ≤ 5.000,00 kr.",
        )
    ]


def test_an_estimate_is_said():
    (working,) = workings(
        claim(line("dinner", "800.00", "0"), meeting=meeting(people(accepted=1), closed=False)), GUIDE_TABLE
    )
    assert working.estimate.endswith("der regnes med 1 person, som har svaret ja.")
