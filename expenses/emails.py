"""Mails of the third floor: facts to context, a row in the outbox. No amounts with names, no CPR."""

from django.conf import settings
from django.urls import reverse

from expenses.models import GuideChange, Move, Overrule, OverruleRequest, Voucher
from expenses.selectors.endorsers import endorsers
from klyngeokonomi.outbox.enqueue import enqueue, is_address


def voucher_submitted(voucher: Voucher, step: Move) -> None:
    """To everyone in the cluster who may endorse it; to PLO when nobody there may, or can be written to."""
    asked = endorsers(voucher)
    addresses = [person.email for person in asked.people if is_address(person.email)]
    for address in addresses or [settings.PLO_EMAIL]:
        enqueue(
            key=f"move:{step.pk}:submitted:{address}",
            to=address,
            template="expenses/voucher_submitted",
            context={
                "number": voucher.number,
                "cluster": voucher.cluster.name,
                "for_secretariat": asked.falls_to_secretariat,
                "path": reverse("approvals:decide", args=[voucher.pk]),
            },
        )


def change_proposed(change: GuideChange) -> None:
    """To the secretariat's mailbox: another than who proposed it is to look at it."""
    enqueue(
        key=f"change:{change.pk}:proposed",
        to=settings.PLO_EMAIL,
        template="expenses/change_proposed",
        context={
            "about": str(change),
            "person": change.proposed_by.name,
            "path": reverse("admin:expenses_guidechange_change", args=[change.pk]),
        },
    )


def overrule_asked(request: OverruleRequest) -> None:
    """To PLO: somebody thinks that a stop is wrong."""
    enqueue(
        key=f"overrule:{request.pk}:asked",
        to=settings.PLO_EMAIL,
        template="expenses/overrule_asked",
        context={
            "cluster": request.voucher.cluster.name,
            "path": reverse("admin:expenses_overrulerequest_change", args=[request.pk]),
        },
    )


def overrule_answered(request: OverruleRequest, answer: Overrule) -> None:
    """To who asked; whoever has no address that can be written to sees it on the voucher."""
    if is_address(request.by.person.email):
        enqueue(
            key=f"overrule:{request.pk}:answered",
            to=request.by.person.email,
            template="expenses/overrule_answered",
            context={
                "allowed": answer.allowed,
                "cluster": request.voucher.cluster.name,
                "path": reverse("expenses:voucher", args=[request.voucher_id]),
            },
        )
