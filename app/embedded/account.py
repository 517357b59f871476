"""Who runs the servers. PostgreSQL refuses root, so root hands its children to somebody with fewer rights.

No user is added to the machine and no parent folder is opened: where the other account cannot pass (a project in
root's own home), the child keeps the one right to pass, or takes the other name in a user namespace.
"""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.embedded.binaries import postgres_binary
from app.embedded.place import UNPRIVILEGED
from models.rules.errors import RuleBroken

ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C"}  # nothing of PGDATA, PGHOST or the like
# Enters each folder and lets `initdb` look for its files and for its user's name, making nothing: the only sure
# answer to "can this account do it?".
PROBE = 'for folder in "$@"; do cd "$folder" || exit 1; done; exec "$initdb" --show -D .'


@dataclass(frozen=True, slots=True)
class Account:
    """Who owns the servers' folders, and the way to become him.

    `wrapper` is a command put before each one; `drop` lets the child change its user by itself.
    """

    uid: int
    gid: int
    drop: bool = False
    wrapper: tuple[str, ...] = ()

    def run(
        self, *arguments: str | Path, text: str = "", more: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command to its end as this account, `text` on its input; its output is kept, nothing is printed."""
        return subprocess.run(  # noqa: S603 -- our own programs with arguments made here
            [*self.wrapper, *map(str, arguments)],
            input=text,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            cwd="/",
            env={**ENVIRONMENT, **(more or {})},
            check=False,
            user=self.uid if self.drop else None,
            group=self.gid if self.drop else None,
            extra_groups=[] if self.drop else None,
        )

    def give(self, path: Path) -> None:
        """Make this account the owner of `path` and of all in it; only root has to, only root can."""
        if os.geteuid() != 0 or path.lstat().st_uid == self.uid:
            return
        for entry in (*path.rglob("*"), path):  # the folder last: a change cut short is taken up again
            os.chown(entry, self.uid, self.gid, follow_symlinks=False)


def choose_account(folders: Sequence[Path], data: Path) -> Account:
    """The first account that can enter `folders` and run the programs; `data` may exist already and have an owner.

    Raises RuleBroken `no_account`, or `var_of_another_user` for an ordinary user over somebody else's data.
    """
    if os.geteuid() != 0 and data.exists() and data.stat().st_uid != os.geteuid():
        raise RuleBroken(
            "var_of_another_user",
            f"Los datos de «{data}» son de otro usuario: ejecute Rumbo con ese usuario o como root.",
        )
    for account in _candidates(folders[0], data):
        if reaches(account, folders):
            return account
    raise RuleBroken(
        "no_account",
        f"Ninguna cuenta sin privilegios llega a «{folders[0]}» y a los programas de PostgreSQL, que no corre como"
        " root: ponga el proyecto en una carpeta legible o ejecútelo con un usuario corriente.",
        status=503,
    )


def reaches(account: Account, folders: Sequence[Path]) -> bool:
    """Whether the account can enter the folders and run PostgreSQL, found by doing it."""
    program = {"initdb": str(postgres_binary("initdb"))}
    try:
        return account.run("/bin/sh", "-c", PROBE, "sh", *folders, more=program).returncode == 0
    except OSError:  # the wrapper does not exist here, or the kernel forbids the change of user
        return False


def with_right_to_pass(capability: str, uid: int, gid: int) -> Account:
    """Another user who keeps one capability. `no_setuid_fixup`: without it access(2), which initdb asks, says no."""
    only = f"-all,+{capability}"
    change = ("setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups", "--securebits=+no_setuid_fixup")
    return Account(
        uid, gid, wrapper=(*change, f"--inh-caps={only}", f"--ambient-caps={only}", f"--bounding-set={only}", "--")
    )


def in_user_namespace(uid: int, gid: int) -> Account:
    """Ourselves under another name: outside the files stay ours, inside the process is not root."""
    return Account(os.geteuid(), os.getegid(), wrapper=("unshare", "--user", f"--map-user={uid}", f"--map-group={gid}"))


def _candidates(var: Path, data: Path) -> Iterator[Account]:
    other = pwd.getpwnam(UNPRIVILEGED)
    if os.geteuid() != 0:
        yield Account(os.geteuid(), os.getegid())
        yield in_user_namespace(other.pw_uid, other.pw_gid)  # PostgreSQL refuses a user without a name
        return
    owner = data.stat() if data.exists() else var.stat()
    pairs = [(owner.st_uid, owner.st_gid), (other.pw_uid, other.pw_gid), (var.stat().st_uid, var.stat().st_gid)]
    for uid, gid in dict.fromkeys(pair for pair in pairs if pair[0] != 0):
        yield Account(uid, gid, drop=True)
    yield with_right_to_pass("dac_read_search", other.pw_uid, other.pw_gid)
    yield in_user_namespace(other.pw_uid, other.pw_gid)
    yield with_right_to_pass("dac_override", other.pw_uid, other.pw_gid)  # what a container's root still has
