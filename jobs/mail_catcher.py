"""The demo's local mail server: takes every mail and keeps it in a folder, so that nothing leaves the machine."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

LARGEST_MAIL = 32 * 1024 * 1024


class FolderHandler:
    """Writes each mail to a file of its own: complete under its final name, or not there at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's name
        """Keep the mail, then say 250."""
        name = uuid4().hex
        unfinished = self.folder / f"{name}.part"
        unfinished.write_bytes(envelope.content if isinstance(envelope.content, bytes) else b"")
        unfinished.rename(self.folder / f"{name}.eml")
        return "250 OK"


def catch_mails(folder: Path, port: int) -> None:
    """Listen on 127.0.0.1:`port` until SIGTERM or SIGINT."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with catching(folder, port):
        stop.wait()


@contextmanager
def catching(folder: Path, port: int) -> Iterator[None]:
    """Listen on 127.0.0.1:`port` in a thread as long as the block lasts."""
    controller = Controller(
        FolderHandler(folder), hostname="127.0.0.1", port=port, data_size_limit=LARGEST_MAIL, enable_SMTPUTF8=True
    )
    controller.start()
    try:
        yield
    finally:
        controller.stop()
