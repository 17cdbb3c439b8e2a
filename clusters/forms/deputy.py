"""Who stands in, and when."""

from django import forms

from clusters.models import Cluster, Person
from clusters.selectors.members import possible_deputies


def day(label: str, **more: object) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **more)


class DeputyForm(forms.Form):
    person = forms.ModelChoiceField(
        label="Hvem", queryset=Person.objects.none(), empty_label="Vælg et medlem"
    )
    valid_from = day("Fra og med")
    valid_to = day("Til og med")

    def __init__(self, *args: object, cluster: Cluster, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = possible_deputies(cluster)
