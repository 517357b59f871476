"""The nursery of this process: started with the first workbook, asked for a child with every one."""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import python_calamine

_ROOT = Path(__file__).resolve().parents[2]
_LIBRARIES = str(Path(python_calamine.__file__).resolve().parents[1])
_BEGIN = """
import sys
sys.path.append(sys.argv.pop(1))
from models.files.child_nursery import main
main()
"""
_COMMAND = [sys.executable, "-E", "-s", "-S", "-c", _BEGIN, _LIBRARIES, "models.files.workbook_child"]
"""Without the start-up files of the environment, which take longer than the reading of a small workbook."""


class Nursery:
    """A running `child_nursery`, started when it is needed; processes forked from this one may share it."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._orders: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def child(self, module: str, order: str, wall_seconds: float) -> socket.socket:
        """Fork a child that runs the `main` of a module with an order; give the stream of its lines.

        Closing the stream ends the child. Its last line, `{"ended": …}`, has its exit code or `time_is_up`.
        """
        message = json.dumps({"module": module, "order": order, "wall_seconds": wall_seconds}).encode()
        ours, theirs = socket.socketpair()
        with theirs, self._turn:
            if not self._send(message, theirs):
                self.stop()
                self._start()
                self._send(message, theirs)
        return ours

    def _send(self, message: bytes, stream: socket.socket) -> bool:
        """Tell whether a nursery stood and took the order."""
        if self._orders is None:
            return False
        try:
            socket.send_fds(self._orders, [message], [stream.fileno()])
        except ConnectionError:
            return False
        return True

    def _start(self) -> None:
        self._orders, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 -- our own module, by the running interpreter
                _COMMAND, cwd=_ROOT, env={}, stdin=theirs.fileno(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )

    def stop(self) -> None:
        """End the nursery, if one stands; children at work go on."""
        if self._orders is not None and self._process is not None:
            self._orders.close()
            self._process.kill()
            self._process.wait()
        self._orders = self._process = None

    def renew_lock(self) -> None:
        """In a forked process: whoever had the turn is not here."""
        self._turn = threading.Lock()


NURSERY = Nursery()
atexit.register(NURSERY.stop)
os.register_at_fork(after_in_child=NURSERY.renew_lock)
