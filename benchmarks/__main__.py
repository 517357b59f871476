"""Run every benchmark of this folder, print one table, write results.json beside it."""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def main(wanted: list[str]) -> None:
    """Run the modules `bench_*` whose names contain one of `wanted`, or all of them.

    Each module gives `run() -> list[dict]` with name, asked, measured and unit, and perhaps a note.
    """
    results: list[dict[str, Any]] = []
    for module in sorted(module.name for module in pkgutil.iter_modules([str(HERE)])):
        if not module.startswith("bench_") or (wanted and not any(word in module for word in wanted)):
            continue
        print(f"… {module}", flush=True)
        results += [{"benchmark": module, **row} for row in importlib.import_module(f"benchmarks.{module}").run()]
    width = max((len(row["name"]) for row in results), default=10)
    for row in results:
        measured = f"{row['measured']:>10} {row['unit']:<12}"
        print(f"{row['name']:<{width}}  {measured} pedido {row['asked']}  {row.get('note', '')}")
    (HERE / "results.json").write_text(json.dumps(results, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
