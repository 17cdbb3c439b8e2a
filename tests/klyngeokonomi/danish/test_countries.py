from klyngeokonomi.danish.countries import COUNTRIES


def test_every_country_once_in_the_order_of_the_danish_alphabet():
    names = list(COUNTRIES.values())
    assert (len(COUNTRIES), len(set(names))) == (249, 249)
    assert (names[0], names[-2:]) == ("Afghanistan", ["Østtimor", "Åland"])
    assert (COUNTRIES["DE"], COUNTRIES["FO"], COUNTRIES["SE"]) == ("Tyskland", "Færøerne", "Sverige")
