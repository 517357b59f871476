"""The tables that Rumbo keeps, as Django reads them; it makes and changes none of them."""

from __future__ import annotations

from django.db import models


def to(model: str) -> models.ForeignKey[models.Model, models.Model]:
    """A reference that nothing follows backwards."""
    return models.ForeignKey(model, models.DO_NOTHING, related_name="+")


class OrgUnit(models.Model):
    """A unit."""

    code, name = models.CharField(max_length=60), models.CharField(max_length=1000)

    class Meta:
        """Of Rumbo."""

        managed, db_table = False, "org_unit"

    def __str__(self) -> str:
        """Shown in lists."""
        return self.name


class PlanType(models.Model):
    """A kind of plan."""

    code = models.CharField(max_length=60)

    class Meta:
        """Of Rumbo."""

        managed, db_table = False, "plan_type"

    def __str__(self) -> str:
        """Shown in lists."""
        return self.code


class Level(models.Model):
    """A level of a kind of plan."""

    plan_type, name = to("PlanType"), models.CharField(max_length=1000)

    class Meta:
        """Of Rumbo."""

        managed, db_table = False, "level"

    def __str__(self) -> str:
        """Shown in lists."""
        return f"{self.plan_type.code}: {self.name}"


class Plan(models.Model):
    """A plan."""

    code = models.CharField(max_length=60)

    class Meta:
        """Of Rumbo."""

        managed, db_table = False, "plan"

    def __str__(self) -> str:
        """Shown in lists."""
        return self.code


class PlanVersion(models.Model):
    """A version of a plan."""

    plan, number = to("Plan"), models.IntegerField()

    class Meta:
        """Of Rumbo."""

        managed, db_table = False, "plan_version"

    def __str__(self) -> str:
        """Shown in lists."""
        return f"{self.plan.code} · v{self.number}"


class PlanItem(models.Model):
    """An activity."""

    code, name = models.CharField(max_length=60), models.CharField(max_length=1000)
    level, org_unit, plan_version = to("Level"), to("OrgUnit"), to("PlanVersion")
    weight = models.DecimalField(max_digits=9, decimal_places=4, null=True)

    class Meta:
        """Of Rumbo."""

        managed, db_table = False, "plan_item"

    def __str__(self) -> str:
        """Shown in lists."""
        return f"{self.code} {self.name}"


class Indicator(models.Model):
    """What is measured."""

    code, name = models.CharField(max_length=60), models.CharField(max_length=1000)

    class Meta:
        """Of Rumbo."""

        managed, db_table = False, "indicator"

    def __str__(self) -> str:
        """Shown in lists."""
        return f"{self.code} {self.name}"


class Target(models.Model):
    """A monthly value."""

    indicator, org_unit = to("Indicator"), to("OrgUnit")
    period = models.CharField(max_length=9)
    planned = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    does_not_apply = models.BooleanField()

    class Meta:
        """Of Rumbo."""

        managed, db_table = False, "target"

    def __str__(self) -> str:
        """Shown in lists."""
        return f"{self.indicator} {self.period}"
