"""Compiles the message catalogues before a wheel gathers its files; all else stands in pyproject.toml."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithCatalogues(build_py):
    """The usual step, after every catalogue has its compiled form beside it."""

    def run(self) -> None:
        """Compile what is older than its text, then copy."""
        for text in Path(__file__).parent.glob("translations/*/LC_MESSAGES/*.po"):
            compiled = text.with_suffix(".mo")
            if compiled.exists() and compiled.stat().st_mtime >= text.stat().st_mtime:
                continue
            with text.open("rb") as source, compiled.open("wb") as goal:
                write_mo(goal, read_po(source, locale=text.parts[-3]))
        super().run()


setup(cmdclass={"build_py": BuildWithCatalogues})
