"""Under whose name the servers run: PostgreSQL refuses root, so root's servers become nobody."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from models.rules.errors import RuleBroken

NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Identity:
    """How a server's command is started.

    `prefix` goes before the command; `options` are for subprocess; `uid` and `gid` own its folders.
    """

    prefix: tuple[str, ...]
    options: dict[str, Any]
    uid: int
    gid: int

    def run(self, command: Sequence[str], **more: Any) -> subprocess.CompletedProcess[bytes]:  # noqa: ANN401
        """Run to the end, from the root folder, with nothing on our own output."""
        return subprocess.run(  # noqa: S603 -- our own binaries with our own arguments
            [*self.prefix, *command],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=False,
            **{**self.options, **more},
        )

    def own(self, folder: Path) -> None:
        """Make a private folder that belongs to the server."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.options:
            os.chown(folder, self.uid, self.gid)


@lru_cache
def identity_for(binary: Path, var: Path) -> Identity:
    """An ordinary user's servers run as that user. Root's run as nobody, where nobody reaches the files.

    Where a closed folder lies above them, root's servers run in a user namespace in which root is called nobody;
    nothing is opened to others and no user is made. Raises RuleBroken where neither way works.
    """
    if os.geteuid() != 0:
        return Identity((), {}, os.geteuid(), os.getegid())
    someone = pwd.getpwnam(NOBODY)
    as_nobody = Identity(
        (), {"user": someone.pw_uid, "group": someone.pw_gid, "extra_groups": []}, someone.pw_uid, someone.pw_gid
    )
    if _works(as_nobody, binary, var):
        return as_nobody
    renamed = ("unshare", "-U", f"--map-user={someone.pw_uid}", f"--map-group={someone.pw_gid}")
    in_namespace = Identity(renamed, {}, 0, 0)
    if _works(in_namespace, binary, var):
        return in_namespace
    raise RuleBroken(
        "no_identity_for_servers",
        f"PostgreSQL no puede correr como root y «{NOBODY}» no llega a {var}. Use un usuario corriente, o mueva la "
        "carpeta a un lugar que todos puedan atravesar.",
    )


def _works(identity: Identity, binary: Path, var: Path) -> bool:
    """The identity can run the binary and pass through to the data."""
    try:
        runs = identity.run([str(binary), "--version"], stderr=subprocess.DEVNULL).returncode == 0
        reaches = identity.run(["test", "-x", str(var)], stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False
    return runs and reaches
