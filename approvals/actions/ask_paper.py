"""Ask for a paper: a worker makes it, and who asked fetches it."""

from datetime import date
from typing import TYPE_CHECKING

from approvals.enums import MadeForm, MadeKind, MadeState
from approvals.models import MadePaper
from clusters.models import Cluster
from clusters.permissions import standing
from klyngeokonomi import kick
from klyngeokonomi.act import act
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

MOST_WAITING = 10
"""Papers one person may have in line at a time."""


@act
def ask_statement(cluster: Cluster, *, first: date, last: date, form: MadeForm, by: "User") -> MadePaper:
    """A statement of account from the first day to the last."""
    return _ask(
        MadeKind.STATEMENT,
        form,
        cluster,
        {"first": first.isoformat(), "last": last.isoformat()},
        title=f"Kontoudtog for {cluster.name}, {first:%d.%m.%Y}–{last:%d.%m.%Y}",
        name=f"kontoudtog-{cluster.slug}-{first:%Y-%m-%d}_{last:%Y-%m-%d}.{form.value}",
        by=by,
    )


@act
def ask_accounts(cluster: Cluster, *, year: int, form: MadeForm, by: "User") -> MadePaper:
    """The annual accounts of a calendar year."""
    return _ask(
        MadeKind.ACCOUNTS,
        form,
        cluster,
        {"year": year},
        title=f"Årsregnskab {year} for {cluster.name}",
        name=f"aarsregnskab-{cluster.slug}-{year}.{form.value}",
        by=by,
    )


def _ask(
    kind: MadeKind, form: MadeForm, cluster: Cluster, parameters: dict, *, title: str, name: str, by: "User"
) -> MadePaper:
    """The same asked again while it waits is the same paper. Raises Refused."""
    if not standing(by).sees(cluster):
        raise Refused("Papiret er for klyngens medlemmer, PLO's klyngesekretariat og revisor.")
    waiting = MadePaper.objects.filter(asked_by=by, state__in=[MadeState.QUEUED, MadeState.MAKING])
    same = (
        waiting.filter(kind=kind, form=form, cluster=cluster, parameters=parameters).defer("content").first()
    )
    if same is not None:
        return same
    if waiting.count() >= MOST_WAITING:
        raise Refused("Du har allerede bestilt flere papirer, der ikke er færdige. Vent, til de er klar.")
    paper = MadePaper.objects.create(
        kind=kind,
        form=form,
        cluster=cluster,
        parameters=parameters,
        title=title[:200],
        name=name[-120:],
        asked_by=by,
    )
    kick.on_commit("approvals.make_paper", paper.pk)
    return paper
