"""What a changed row would change, in words for the log of acts."""

from django.db import models

from clusters.selectors.import_plans.plan import shown


def differences(instance: models.Model) -> str:
    """ "navn: A → B; lukket: tom → 01.04.2026"; "" when nothing differs from the row as it stands. For a new row
    its values. Needs a transaction: the row is locked, so that what is told is what happens."""
    model = type(instance)
    before = None
    if instance.pk is not None:
        before = model.objects.select_for_update(of=("self",)).filter(pk=instance.pk).first()
    told = []
    for field in model._meta.concrete_fields:
        if field.primary_key or not field.editable or field.name == "slug":
            continue
        new, old = (_value(one, field) for one in (instance, before))
        if new == old or (before is None and new in (None, "", False)):
            continue
        words = shown(instance, field.name, new)
        if before is not None:
            words = f"{shown(instance, field.name, old)} → {words}"
        told.append(f"{field.verbose_name}: {words}")
    return "; ".join(told)


def _value(instance: models.Model | None, field: models.Field) -> object:
    return getattr(instance, field.name, None) if instance is not None else None
