import pytest

from klyngeokonomi.danish.cpr import NotACpr, masked_cpr, parse_cpr, shown_cpr


@pytest.mark.parametrize("text", ["700101-9999", " 7001019999 ", "70 01 01–99 99", "700101\u00a09999"])
def test_a_number_is_read_as_people_write_it(text: str) -> None:
    assert parse_cpr(text) == "7001019999"


@pytest.mark.parametrize("text", ["0101659996", "010165-9997", "2902004000", "3112991234"])
def test_modulus_11_refuses_nobody(text: str) -> None:
    """Numbers without it have been given since 2007; the first two differ in the last digit alone."""
    assert len(parse_cpr(text)) == 10


@pytest.mark.parametrize("text", ["", "123", "70010199991", "700101999a", "７001019999"])
def test_other_than_ten_digits_is_none(text: str) -> None:
    with pytest.raises(NotACpr, match=r"^Et CPR-nummer er ti cifre\.$"):
        parse_cpr(text)


@pytest.mark.parametrize("text", ["3202701234", "0113701234", "0000701234", "2902011234", "9201701234"])
def test_what_begins_with_no_date_is_none_and_is_not_repeated(text: str) -> None:
    with pytest.raises(NotACpr, match="fødselsdato") as error:
        parse_cpr(text)
    assert text not in str(error.value)


def test_shown_and_masked() -> None:
    assert (masked_cpr("7001019999"), shown_cpr("7001019999")) == ("700101-XXXX", "700101-9999")
