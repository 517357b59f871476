"""The lists of bands that a declaration holds, to be shown and changed limit by limit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast


@dataclass(frozen=True, slots=True)
class DeclaredBands:
    """One list: `plan_type` is empty for that of the whole institution, `kind` is `default` or a kind of object.

    `bands` go from the highest down as (colour, label, lower limit in percent); the last one begins at 0.
    """

    plan_type: str
    kind: str
    bands: tuple[tuple[str, str, Decimal], ...]

    @property
    def key(self) -> str:
        """Its name in a form."""
        return f"{self.plan_type}.{self.kind}"


def declared_bands(declaration: Mapping[str, Any]) -> list[DeclaredBands]:
    """Every list of the declaration: the institution's first, then those of plan types that have their own."""
    tables = [("", declaration.get("bands", {}))]
    tables += [(shape["code"], shape.get("bands", {})) for shape in declaration["plan_types"]]
    return [
        DeclaredBands(plan_type, kind, tuple(_band(band) for band in bands))
        for plan_type, table in tables
        for kind, bands in table.items()
    ]


def with_limits(declaration: Mapping[str, Any], limits: Mapping[str, Sequence[Decimal]]) -> dict[str, object]:
    """The parts of the declaration that hold bands, with other lower limits; `limits` by `DeclaredBands.key`."""
    shapes = [
        {**shape, "bands": _changed(shape["bands"], shape["code"], limits)} if "bands" in shape else shape
        for shape in declaration["plan_types"]
    ]
    return {"bands": _changed(declaration.get("bands", {}), "", limits), "plan_types": shapes}


def _changed(table: Mapping[str, Any], plan_type: str, limits: Mapping[str, Sequence[Decimal]]) -> dict[str, object]:
    return {
        kind: [
            {**band, "from_percent": str(limit)}
            for band, limit in zip(bands, limits.get(f"{plan_type}.{kind}", _limits(bands)), strict=True)
        ]
        for kind, bands in table.items()
    }


def _limits(bands: Sequence[Mapping[str, Any]]) -> list[Decimal]:
    return [_band(band)[2] for band in bands]


def _band(band: Mapping[str, Any]) -> tuple[str, str, Decimal]:
    return cast("str", band["color"]), cast("str", band.get("label", "")), Decimal(str(band["from_percent"]))
