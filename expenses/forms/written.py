"""Step 2 as it is written: the voucher's details, its lines, and what is stated of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from expenses.forms.details import DetailsForm
from expenses.forms.lines import BaseLineFormSet, line_formset
from expenses.forms.stated import StatedForm
from expenses.models import Voucher
from expenses.selectors.stated_facts import known_about
from expenses.selectors.unsaved import with_values

if TYPE_CHECKING:
    from clusters.models import User


@dataclass(frozen=True, slots=True)
class Written:
    form: DetailsForm
    lines: BaseLineFormSet
    stated: StatedForm

    @classmethod
    def saved(cls, voucher: Voucher, user: "User") -> "Written":
        lines = line_formset(voucher)
        categories = [one["category"] for one in lines.initial if one]
        stated = StatedForm(voucher=voucher, known=known_about(voucher), categories=categories)
        return cls(DetailsForm(voucher=voucher, user=user), lines, stated)

    @classmethod
    def bound(cls, voucher: Voucher, user: "User", data: Any, *, extra: int = 0) -> "Written":
        """`extra` empty lines are added last."""
        form, lines = DetailsForm(data, voucher=voucher, user=user), line_formset(voucher, data, extra=extra)
        form.is_valid()
        lines.is_valid()
        stated = StatedForm(
            data,
            voucher=voucher,
            known=known_about(with_values(voucher, form.values())),
            categories=[line.category for line in lines.judged_lines()],
        )
        stated.is_valid()
        return cls(form, lines, stated)

    @property
    def is_bound(self) -> bool:
        return self.form.is_bound

    @property
    def has_errors(self) -> bool:
        """Among what counts: a line that is to be removed may hold anything."""
        return bool(self.form.errors or self.stated.errors or any(line.errors for line in self.lines.filled))

    def values(self) -> dict[str, Any]:
        """What edit_voucher is to write; the lines as they were when one of them cannot be read."""
        complete = self.lines.complete_lines()
        return self.form.values() | self.stated.values() | ({} if complete is None else {"lines": complete})

    def judged_values(self) -> dict[str, Any]:
        """What is judged: also the lines that are half written."""
        return self.form.values() | self.stated.values() | {"lines": self.lines.judged_lines()}

    def require_whole(self) -> None:
        self.form.require_whole()
        self.stated.require_whole()
        for line in self.lines.filled:
            line.require_whole()
