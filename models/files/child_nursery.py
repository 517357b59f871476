"""A small process from which the children that read workbooks are forked, their modules loaded once.

Its standard input is a socket of orders, each with one end of a stream. For each a warden is forked, which forks the
child: it kills the child when its time is up or when nobody listens any more, and its last line says how that ended.
The nursery ends with the last process that could send it an order.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any, NoReturn

LONGEST_ORDER = 2**17
TIME_IS_UP = "time_is_up"


def main() -> None:
    """Load the modules that the arguments name and serve orders: `module`, `wall_seconds` and its own `order`."""
    for module in sys.argv[1:]:
        import_module(module)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a warden
    orders = socket.socket(fileno=os.dup(0))
    while True:
        order, (*streams,), _flags, _address = socket.recv_fds(orders, LONGEST_ORDER, 1)
        if not order:
            return
        if os.fork() == 0:
            orders.close()
            _watch(json.loads(order), streams[0])
        os.close(streams[0])


def _watch(order: dict[str, Any], stream: int) -> NoReturn:
    """In the warden: fork the child, see it end or end it, and write how."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    child = os.fork()
    if child == 0:
        _read(order, stream)
    ended, watched = os.pidfd_open(child), select.poll()
    watched.register(ended, select.POLLIN)
    watched.register(stream, 0)  # only that the other end is closed
    happened = watched.poll(order["wall_seconds"] * 1000)
    if ended not in dict(happened):
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    how = os.waitstatus_to_exitcode(status) if happened else TIME_IS_UP
    with suppress(OSError):  # perhaps nobody listens
        os.write(stream, b'\n{"ended":%s}\n' % json.dumps(how).encode())
    os._exit(0)


def _read(order: dict[str, Any], stream: int) -> NoReturn:
    """In the child: run the module's `main` with its order as argument and the stream as standard output."""
    code = 1
    try:
        os.dup2(stream, 1)
        os.close(stream)
        sys.argv = [order["module"], order["order"]]
        import_module(order["module"]).main()
        sys.stdout.flush()
        code = 0
    finally:
        os._exit(code)
