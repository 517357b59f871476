"""The two lists in Django's admin: the columns, the order and the page size of ours; all else as it comes."""

from __future__ import annotations

from django.contrib import admin

from benchmarks.peers.django_site.models import PlanItem, Target


@admin.register(PlanItem)
class PlanItemAdmin(admin.ModelAdmin):
    """The activities."""

    list_display = ("code", "name", "level", "org_unit", "weight", "plan_version")
    search_fields = ("code", "name")
    ordering = ("code", "id")
    list_per_page = 25


@admin.register(Target)
class TargetAdmin(admin.ModelAdmin):
    """The monthly values."""

    list_display = ("indicator", "period", "org_unit", "planned", "does_not_apply")
    search_fields = ("indicator__code", "org_unit__code")
    ordering = ("period", "id")
    list_per_page = 25
