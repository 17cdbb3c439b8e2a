"""The secretariat's forms for roles; what may not be is said at the form, with what was typed kept."""

from typing import Any

from django import forms

from clusters.enums import Role
from clusters.models import Membership, User
from clusters.permissions import why_not_keep_role


class RoleForm(forms.ModelForm):
    """`by` is set by the page on a subclass of its own."""

    by: User

    class Meta:
        model = Membership
        fields = ("person", "role", "cluster", "clinic", "kind", "may_endorse", "valid_from", "valid_to")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "role" in self.fields:
            self.fields["role"].choices = [
                choice for choice in self.fields["role"].choices if choice[0] != Role.DEPUTY
            ]

    def _get_validation_exclusions(self) -> set[str]:
        """The rules about one coordinator and one role at a time look at a field that no form shows."""
        return super()._get_validation_exclusions() - {"withdrawn_at"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        person = cleaned.get("person") or (self.instance.person if self.instance.pk else None)
        if person and (reason := why_not_keep_role(self.by, person)):
            raise forms.ValidationError(reason)
        clinic = cleaned.get("clinic")
        cluster = cleaned.get("cluster") or self.instance.cluster
        if clinic and clinic.cluster != cluster:
            self.add_error("clinic", f"{clinic} hører ikke til klyngen. Vælg en af klyngens klinikker.")
        return cleaned
