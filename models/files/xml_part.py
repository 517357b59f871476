"""One XML part of a workbook, gone through by expat: no document type, no entity, no tree in memory."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from xml.parsers import expat

from models.files.refusal import refusal

_CHUNK = 2**16

Attributes = dict[str, str]


class LocalNames(dict[str, str]):
    """The name of an element without its prefix (`x:row` is `row`), worked out once for each."""

    def __missing__(self, name: str) -> str:
        """Work out a name that was not met before."""
        local = name.rpartition(":")[2]
        self[name] = local
        return local


def new_parser(start: Callable[[str, Attributes], None] | None = None) -> expat.XMLParserType:
    """Give a parser that calls `start` with every element; it refuses any document type by RuleBroken."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = start
    return parser


def go_through(archive: zipfile.ZipFile, member: str | zipfile.ZipInfo, parser: expat.XMLParserType) -> None:
    """Feed a part to its parser; raise RuleBroken where it is no well-formed XML or its bytes are damaged."""
    hand_over(archive, member, parser.Parse)


def hand_over(archive: zipfile.ZipFile, member: str | zipfile.ZipInfo, take: Callable[[bytes, bool], object]) -> None:
    """Give a part in pieces to whoever takes them as a parser does; raise RuleBroken as `go_through`."""
    try:
        with archive.open(member) as part:
            while chunk := part.read(_CHUNK):
                take(chunk, False)  # noqa: FBT003 -- expat takes no keyword here
        take(b"", True)  # noqa: FBT003 -- the same
    except (expat.ExpatError, zipfile.BadZipFile, EOFError, ValueError) as error:
        raise refusal("file_damaged") from error


class Prolog:
    """Takes a part that nobody reads, and parses it up to its root: a document type has no other place."""

    def __init__(self) -> None:
        self._parser: expat.XMLParserType | None = new_parser(_end_prolog)

    def take(self, chunk: bytes, final: bool) -> None:  # noqa: FBT001 -- as expat takes it
        """Take the next bytes of the part."""
        try:
            if self._parser is not None:
                self._parser.Parse(chunk, final)
        except _RootReachedError:
            self._parser = None


class _RootReachedError(Exception):
    """The prolog is over."""


def _end_prolog(*_element: object) -> None:
    raise _RootReachedError


def _refuse_doctype(*_parts: object) -> None:
    raise refusal("contains_dtd")
