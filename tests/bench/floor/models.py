"""The rows of ours, with the indexes they need and nothing more."""

# ruff: noqa: DJ008 - nobody is shown these rows by name

from django.conf import settings
from django.db import models

USER = settings.AUTH_USER_MODEL


class Account(models.Model):
    name = models.CharField(max_length=200)
    available = models.DecimalField(max_digits=14, decimal_places=2)
    reserved = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    movements_count = models.PositiveBigIntegerField(default=0)


class Voucher(models.Model):
    account = models.ForeignKey(Account, models.PROTECT)
    number = models.CharField(max_length=12, null=True, unique=True)
    form_key = models.UUIDField(unique=True)
    state = models.CharField(max_length=20)
    state_since = models.DateTimeField(auto_now_add=True)
    claimant = models.ForeignKey(USER, models.PROTECT)
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    voucher_date = models.DateField(null=True)
    supplier = models.CharField(max_length=200, blank=True)
    text = models.CharField(max_length=500, blank=True)
    reason = models.TextField(blank=True)
    gross = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    pay_to = models.CharField(max_length=40, blank=True)

    class Meta:
        permissions = [("endorse", "Endorse"), ("approve", "Approve")]
        indexes = [models.Index(fields=["state", "state_since", "id"])]


class Line(models.Model):
    voucher = models.ForeignKey(Voucher, models.CASCADE)
    position = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=30)
    gross = models.DecimalField(max_digits=14, decimal_places=2)
    vat = models.DecimalField(max_digits=14, decimal_places=2, null=True)


class Document(models.Model):
    voucher = models.ForeignKey(Voucher, models.PROTECT)
    file = models.FileField(upload_to="%H")
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    uploaded_by = models.ForeignKey(USER, models.PROTECT)


class Counter(models.Model):
    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)


class Move(models.Model):
    """The audit row of each step."""

    voucher = models.ForeignKey(Voucher, models.PROTECT)
    verb = models.CharField(max_length=20)
    from_state = models.CharField(max_length=20)
    to_state = models.CharField(max_length=20)
    by = models.ForeignKey(USER, models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)


class Decision(models.Model):
    voucher = models.ForeignKey(Voucher, models.PROTECT)
    verdict = models.CharField(max_length=20)
    by = models.ForeignKey(USER, models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)
    content = models.JSONField()
    content_sha256 = models.CharField(max_length=64)


class Movement(models.Model):
    account = models.ForeignKey(Account, models.PROTECT)
    number = models.PositiveBigIntegerField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    text = models.CharField(max_length=200)
    reference = models.CharField(max_length=120, unique=True)
    by = models.ForeignKey(USER, models.PROTECT)
    posted_at = models.DateTimeField(auto_now_add=True)
    available_after = models.DecimalField(max_digits=14, decimal_places=2)
    reserved_after = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "number"], name="floor_movement_number")]


class Message(models.Model):
    """A mail promised."""

    key = models.CharField(max_length=400, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body_text = models.TextField()
    body_html = models.TextField()
    state = models.CharField(max_length=10, default="pending")
    created_at = models.DateTimeField(auto_now_add=True)
