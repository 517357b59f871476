"""How much memory this process needed at the most."""

from __future__ import annotations

from pathlib import Path


def peak_megabytes() -> float:
    """From the kernel's high-water mark of this program; `ru_maxrss` would count the parent's before exec."""
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in status if line.startswith("VmHWM")).split()[1]) / 1024
