"""What is wrong with a page for whoever reads only Spanish: the checks of R X-5, over the page as it is shown."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from models.rules.wording import COLOR_WORDS
from views.words import CHOICE_WORDS

SHOWN_ATTRIBUTES = {"aria-label", "title", "placeholder", "alt", "data-label"}
BLOCKS = {"td", "th", "li", "p", "dd", "dt", "section"}
VOID = {"meta", "link", "input", "br", "hr", "img", "path", "circle", "wbr"}
SILENT = {"script", "style"}

WORDS = (Path(__file__).parent / "english_words.txt").read_text(encoding="utf-8").split()
"""Words that no Spanish page has, as they are written; cognates (plan, control, error, total, local) say nothing."""
ENGLISH = re.compile(rf"\b({'|'.join(WORDS)})\b")
VALUES = {member.value for choice in CHOICE_WORDS for member in choice}
OWN_WORDS = {str(word) for words in CHOICE_WORDS.values() for word in words.values()} | {
    "local",
    "red",
    "max",
    "en",
    "es",
    "xlsx",  # ends the names of files
    "docx",
    "pdf",
}
# Nor as a value in an address.
CODES = re.compile(rf"(?<!=)\b({'|'.join(sorted(value for value in VALUES - OWN_WORDS if '_' not in value))})\b")
SNAKE = re.compile(r"\b(?!(?:enlace|jefatura)_)[a-z]+(?:_[a-z0-9]+)+\b(?!@)")  # an account's address is no code
PYTHON = re.compile(
    r"\b(None|True|False|NaN|nan|null|undefined|Undefined|Traceback|Decimal\(|datetime\.)|0x[0-9a-f]{6,}"
)
PLACEHOLDER = re.compile(r"\{\{|\{%|%\(\w+\)s|\{\w*\}|<built-in|<function")
# Not in an address, nor in the name of a file, nor where a form says how the code of a period is typed.
ISO = re.compile(r"(?<![-\w=/])\d{4}-\d{2}(?:-\d{2})?\b(?!-|\.\w| para un mes)")
DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{2,4})\b")
PERCENT = re.compile(r"(-?[\d.,]+)(\s?)%")
COLORS = {*COLOR_WORDS}


@dataclass(slots=True)
class _Open:
    """An element that is not closed yet: its classes, what it shows, and the colours inside it without a word."""

    tag: str
    classes: list[str]
    texts: list[str] = field(default_factory=list)
    bare: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Page(HTMLParser):
    """What a page shows, where it leads, and which colours stand without a word. `feed` it, then `close` it."""

    links: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    bare_colors: list[str] = field(default_factory=list)
    title: str = ""
    address: str = ""
    status: int = 200
    language: str = ""
    tags: Counter[str] = field(default_factory=Counter)
    open: list[_Open] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        if tag == "html":
            self.language = values.get("lang", "")
        if tag == "a":
            self.links.append(values.get("href", ""))
        said = [values[name] for name in sorted(SHOWN_ATTRIBUTES & values.keys())]
        self.texts += said
        if tag not in VOID:
            self.open.append(_Open(tag, values.get("class", "").split(), said))

    def handle_endtag(self, tag: str) -> None:
        while any(element.tag == tag for element in self.open):
            closed = self.open.pop()
            self._weigh(closed)
            if closed.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1].tag in SILENT:
            return
        if self.open[-1].tag == "title":
            self.title += data
        self.texts.append(data)
        self.open[-1].texts.append(data)

    def _weigh(self, closed: _Open) -> None:
        """A chip has words of its own; any other coloured mark needs the colour's word in its block."""
        shown = " ".join(closed.texts)
        has_words = re.search(r"[^\W\d_]{2,}", shown) is not None
        if {"chip", "state"} & set(closed.classes) and not has_words:
            self.bare_colors.append(" ".join(closed.classes))
        bare = closed.bare | (COLORS & set(closed.classes) if not has_words else set())
        if closed.tag in BLOCKS:
            self.bare_colors += sorted(color for color in bare if COLOR_WORDS[color] not in shown)
            bare = set()
        if self.open:
            self.open[-1].texts += closed.texts
            self.open[-1].bare |= bare

    @property
    def text(self) -> str:
        """Everything that is shown or read out, in one line."""
        return " ".join(" ".join(self.texts).split())


def faults(page: Page, decimal: str = ".") -> list[str]:
    """What a person would stumble over; `decimal` is the separator of the institution's locale."""
    found = [f"{name}: {match[0]}" for name, what in _TEXTS.items() for match in what.finditer(page.text)]
    found += [f"day: {match[0]}" for match in DAY.finditer(page.text) if not _is_day(match)]
    found += [f"percent: {match[0]}" for match in PERCENT.finditer(page.text) if not _is_percent(match, decimal)]
    found += [f"color without a word: {color}" for color in page.bare_colors]
    found += [] if page.tags["h1"] == 1 else [f"{page.tags['h1']} h1"]
    found += [] if page.tags["main"] == 1 else ["no main"]
    found += [] if page.language.startswith("es") else [f"lang {page.language!r}"]
    found += [] if "Rumbo" in page.title and len(page.title.split()) > 1 else [f"title {page.title!r}"]
    return found


_TEXTS = {
    "English": ENGLISH,
    "code": CODES,
    "code with underscores": SNAKE,
    "Python": PYTHON,
    "placeholder": PLACEHOLDER,
    "ISO date": ISO,
}


def _is_day(match: re.Match[str]) -> bool:
    day, month, year = match.groups()
    return (len(day), len(month), len(year)) == (2, 2, 4) and int(day) <= 31 and int(month) <= 12


def _is_percent(match: re.Match[str], decimal: str) -> bool:
    """« 87.22 % »: two decimals by the locale, or none for a whole number that a person wrote."""
    number = match[1].lstrip("-").strip(".,")
    return not number or number.isdigit() or (re.search(rf"\d{re.escape(decimal)}\d\d$", number) is not None)
