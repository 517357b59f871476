"""Rumbo's own server as it is deployed: gunicorn with its two workers, on the port that the order names."""

from __future__ import annotations

import json
import sys

from app.web import RumboServer

if __name__ == "__main__":
    order = json.loads(sys.stdin.readline())
    RumboServer({**order["settings"], "PORT": order["port"]}).run()
