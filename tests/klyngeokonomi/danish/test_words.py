from klyngeokonomi.danish.words import within


def test_a_name_keeps_its_letters_inside_a_sentence():
    assert (within("Hos PLO"), within("Kladde"), within("")) == ("hos PLO", "kladde", "")
