"""Step 1: the papers, which cluster they are for, and whether the member has paid."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from clusters.models import Cluster
from clusters.permissions import standing
from expenses.enums import PaperKind, VoucherKind
from expenses.models import Attachment, Voucher
from klyngeokonomi.documents.progress import Progress, progress_of
from klyngeokonomi.statement import Statement
from meetings.models import Meeting

if TYPE_CHECKING:
    from clusters.models import User

ACCEPT = "image/jpeg,image/png,image/heic,image/heif,application/pdf,.jpg,.jpeg,.png,.heic,.heif,.pdf"
"""Both types and endings: phones' pickers know the one, desktops the other."""
KIND_QUESTION = (
    (VoucherKind.OUTLAY, "Ja, jeg har lagt ud"),
    (VoucherKind.INVOICE, "Nej, det er en faktura, der skal betales"),
    (VoucherKind.CARD, "Nej, jeg brugte klyngens kort"),
    (VoucherKind.FEE, "Det er ikke et køb: jeg beder om honorar for et arbejde"),
    (VoucherKind.MILEAGE, "Det er ikke et køb: jeg har kørt i egen bil"),
)
PAPER_KIND = {
    VoucherKind.OUTLAY: PaperKind.RECEIPT,
    VoucherKind.INVOICE: PaperKind.INVOICE,
    VoucherKind.CARD: PaperKind.RECEIPT,
    VoucherKind.FEE: PaperKind.TIMESHEET,
    VoucherKind.MILEAGE: PaperKind.OTHER,
}
SHOWS_PURCHASE = (PaperKind.RECEIPT, PaperKind.INVOICE)
SHOWS_WORK = (PaperKind.TIMESHEET, PaperKind.CONTRACT)
NOT_ALONE = (PaperKind.ORDER_CONFIRMATION, PaperKind.PAYMENT_PROOF, PaperKind.PRO_FORMA)
BESIDE_INVOICE = (PaperKind.CONTRACT, PaperKind.PRICE_EVIDENCE, PaperKind.TIMESHEET)
"""What a speaker's or a consultant's invoice may need beside it."""
LONGER = {PaperKind.PAYMENT_PROOF: "Kvittering fra kortterminalen eller MobilePay"}


def paper_kinds(of: VoucherKind, chosen: PaperKind) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a paper of such a voucher may be, in groups that say what each is worth; what it is already stays."""
    if of == VoucherKind.FEE:
        return _for_work(chosen)
    if of == VoucherKind.MILEAGE:
        kinds = dict.fromkeys((PaperKind.OTHER, PaperKind.PROGRAMME, chosen))
        return [("Ved siden af turene", [(kind.value, kind.label) for kind in kinds])]
    beside = [PaperKind.PROGRAMME, *(BESIDE_INVOICE if of == VoucherKind.INVOICE else ()), PaperKind.OTHER]
    if chosen not in (*SHOWS_PURCHASE, *beside, *NOT_ALONE):
        beside.append(chosen)
    groups = (
        ("Viser, hvad der er købt", SHOWS_PURCHASE),
        ("Ved siden af", beside),
        ("Tæller ikke alene", NOT_ALONE),
    )
    return [(name, [(kind.value, LONGER.get(kind, kind.label)) for kind in kinds]) for name, kinds in groups]


def _for_work(chosen: PaperKind) -> list[tuple[str, list[tuple[str, str]]]]:
    beside = [PaperKind.PRICE_EVIDENCE, PaperKind.PROGRAMME, PaperKind.OTHER]
    if chosen not in (*SHOWS_WORK, *beside):
        beside.append(chosen)
    groups = (("Viser arbejdet", SHOWS_WORK), ("Ved siden af", beside))
    return [(name, [(kind.value, kind.label) for kind in kinds]) for name, kinds in groups]


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files; what each of them is worth is judged where it is received."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        return [file for file in (data if isinstance(data, list | tuple) else [data]) if file]


class PapersForm(forms.Form):
    """`kind` is asked plainly. Files may come many at once, or one at a time from static/js/upload.js."""

    use_required_attribute = False
    files = ManyFilesField(
        label="Filer",
        required=False,
        widget=ManyFilesInput(attrs={"accept": ACCEPT, "multiple": True}),
    )
    camera = ManyFilesField(
        label="Tag billede",
        required=False,
        widget=ManyFilesInput(attrs={"accept": "image/*", "capture": "environment"}),
    )
    kind = forms.ChoiceField(
        label="Har du selv betalt?",
        choices=KIND_QUESTION,
        initial=VoucherKind.OUTLAY,
        required=False,
        widget=forms.RadioSelect,
    )

    def clean_kind(self) -> VoucherKind:
        return VoucherKind(self.cleaned_data.get("kind") or VoucherKind.OUTLAY)

    @property
    def uploads(self) -> list[UploadedFile]:
        return [*self.cleaned_data.get("camera", []), *self.cleaned_data.get("files", [])]

    @classmethod
    def of(cls, voucher: Voucher) -> "PapersForm":
        return cls(initial={"kind": voucher.kind})


class NewVoucherForm(PapersForm):
    """The same with the one-time key, the cluster (asked only of those who have several), and a given meeting."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    klynge = forms.ModelChoiceField(
        label="Hvilken klynge gælder det?",
        queryset=Cluster.objects.none(),
        required=False,
        empty_label=None,
        widget=forms.RadioSelect,
    )
    moede = forms.ModelChoiceField(queryset=Meeting.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: "User", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clusters = _ACTIVE.all(day=timezone.localdate(), held=list(standing(user).clusters))
        own = [cluster.pk for cluster in self.clusters]
        self.fields["klynge"].queryset = Cluster.objects.filter(pk__in=own)
        self.fields["moede"].queryset = Meeting.objects.filter(cluster__in=own)
        if len(self.clusters) < 2:
            self.fields["klynge"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """A given meeting settles the cluster; so does having only one."""
        data = super().clean() or self.cleaned_data
        meeting, only = data.get("moede"), self.clusters[0] if len(self.clusters) == 1 else None
        data["cluster"] = meeting.cluster if meeting else data.get("klynge") or only
        if data["cluster"] is None and "klynge" not in self.errors:
            self.add_error("klynge", "Vælg den klynge, bilaget gælder.")
        return data


_ACTIVE: Statement[Cluster] = Statement(lambda day, held: Cluster.objects.active(day).filter(pk__among=held))


class PaperKindForm(forms.Form):
    kind = forms.ChoiceField(label="Hvad er det?", widget=forms.Select(attrs={"class": "form-select"}))

    def __init__(self, data: Any = None, *, paper: Attachment) -> None:
        super().__init__(data, initial={"kind": paper.kind}, auto_id=f"papir-{paper.pk}-%s")
        self.fields["kind"].choices = paper_kinds(VoucherKind(paper.voucher.kind), PaperKind(paper.kind))


@dataclass(frozen=True, slots=True)
class PaperCard:
    """One paper as templates/expenses/_paper.html draws it; `sentence` is a refusal of the last act on it."""

    paper: Attachment
    form: PaperKindForm
    progress: Progress
    sentence: str = ""

    @classmethod
    def of(cls, paper: Attachment, sentence: str = "") -> "PaperCard":
        return cls(paper, PaperKindForm(paper=paper), progress_of([paper.document])[0], sentence)
