import pytest

from klyngeokonomi.danish.cvr import NotACvr, parse_cvr


@pytest.mark.parametrize("text", ["13585628", "DK 13 58 56 28", "dk13585628"])
def test_cvr_is_read_in_any_spacing(text):
    assert parse_cvr(text) == "13585628"


@pytest.mark.parametrize("text", ["13585627", "1358562", "", "03585628", "abcdefgh"])
def test_wrong_numbers_are_refused(text):
    with pytest.raises(NotACvr, match="CVR-nummeret er ikke gyldigt"):
        parse_cvr(text)


def test_other_alphabets_are_refused_with_their_own_sentence():
    with pytest.raises(NotACvr, match="almindelige tal"):
        parse_cvr("１3585628")
