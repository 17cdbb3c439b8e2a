"""Words as they stand inside a sentence."""


def within(label: str) -> str:
    """«Hos PLO» is «hos PLO»: the first letter is small, names keep theirs."""
    return label[:1].lower() + label[1:]
