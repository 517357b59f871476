"""PostgreSQL's settings for one small office machine, and its door: the private socket with a password."""

from __future__ import annotations

from pathlib import Path

ADMIN = "rumbo_admin"  # the superuser: makes roles and databases, and is in no address that we hand out
DOOR = "# Written at each start.\nlocal all all scram-sha-256\n"

OFFICE = {
    "listen_addresses": "",
    "unix_socket_permissions": "0770",
    "max_connections": "100",
    "shared_buffers": "192MB",
    "effective_cache_size": "1GB",
    "work_mem": "8MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",  # compiling costs more than it saves on the short queries of a screen
    "timezone": "UTC",
    "lc_messages": "C",
    "password_encryption": "scram-sha-256",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    "log_min_error_statement": "panic",  # the statements carry people's data; the log does not
    "log_checkpoints": "off",
}
# Survives the death of processes, not of the machine: for data that nobody misses. Commits stay synchronous:
# they are written, though not forced to the disk, so that kill -9 loses none.
THROW_AWAY = {
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_wal_size": "1GB",
}


def settings_text(sockets: Path, *, ephemeral: bool) -> str:
    """The text of `postgresql.conf` for a server whose socket lies in the folder `sockets`."""
    folder = str(sockets).replace('"', '""')  # a list of folders: quoted, so that a comma does not part one
    values = {**OFFICE, **(THROW_AWAY if ephemeral else {}), "unix_socket_directories": f'"{folder}"'}
    lines = (f"{name} = '{_quoted(value)}'" for name, value in values.items())
    return "\n".join(("# Written at each start.", *lines, ""))


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "''")
