"""A child that reads workbooks, run in this process: there a debugger stops in it, and its lines count as tested."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from unittest.mock import patch

from models.files.child_lines import ChildLines
from models.files.limits import Limits
from models.files.workbook_check import FileKind

Limit = tuple[int, tuple[int, int]]


def said_here(module: str, path: Path, kind: str, limits: Limits, named: Iterable[str] = ()) -> tuple[str, list[Limit]]:
    """Run a child's own `main`; give what it wrote, and the limits that it would have set on a process of its own."""
    order = json.dumps({"path": str(path.resolve()), "kind": kind, "limits": asdict(limits), "named": sorted(named)})
    said, limited = io.StringIO(), []
    with (
        patch.object(sys, "argv", ["child", order]),
        patch("resource.setrlimit", lambda which, limit: limited.append((which, limit))),
        redirect_stdout(said),
    ):
        import_module(module).main()
    return said.getvalue(), limited


@contextmanager
def lines_here(
    module: str, path: Path, kind: FileKind, limits: Limits, named: Iterable[str] = ()
) -> Iterator[ChildLines]:
    """Give what `child_lines` gives, by a child that has ended already."""
    said, _limited = said_here(module, path, kind, limits, named)
    yield ChildLines(io.BytesIO(said.encode()))
