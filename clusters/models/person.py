"""A human being known to the clusters, whether or not they have signed in yet."""

from django.db import models


class Person(models.Model):
    """Name and how to reach them. The e-mail is for notices only: it never identifies or links anyone."""

    name = models.CharField("navn", max_length=200)
    email = models.EmailField("mailadresse", blank=True)
    phone = models.CharField("telefon", max_length=30, blank=True)
    created_at = models.DateTimeField("oprettet", auto_now_add=True)

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "personer"
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        return self.name.split(" ", 1)[0]
