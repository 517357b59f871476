"""Generated lists: how many statements a page takes, whatever its size."""

from __future__ import annotations

from typing import Any

from benchmarks.place import large_place, row, signed_in, statements

LISTS = {
    "actividades": "PlanItemView",
    "metas": "TargetView",
    "indicadores": "IndicatorView",
    "unidades": "OrgUnitView",
}
SIZES = (10, 100)


def run() -> list[dict[str, Any]]:
    """Statements of the first page of each list at two page sizes, on 50,000 activities and 600,000 targets."""
    rows = []
    with large_place() as place:
        browser = signed_in(place.app, "analista")
        with place.app.test_request_context():
            addresses = {name: place.app.url_for(f"{view}.list") for name, view in LISTS.items()}
        for name, address in addresses.items():
            counted = [_count(browser, f"{address}?psize_{LISTS[name]}={size}") for size in SIZES]
            note = f"con {SIZES[0]} y con {SIZES[1]} filas: {counted[0]} y {counted[1]}"
            rows.append(row(f"lista de {name}", "≤ 20", max(counted), "sentencias", note))
    return rows


def _count(browser: Any, address: str) -> int:  # noqa: ANN401 -- a test client
    browser.get(address)
    with statements() as sent:
        page = browser.get(address)
    assert page.status_code == 200, page.text
    return len(sent)
