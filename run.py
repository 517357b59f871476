"""`python run.py COMMAND`: the one door of Rumbo, installed also as `rumbo`."""

from __future__ import annotations

from app.commands.cli import cli


def main() -> None:
    """Run the command line."""
    cli(prog_name="rumbo")


if __name__ == "__main__":
    main()
