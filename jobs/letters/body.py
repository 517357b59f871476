"""What a letter says, once: the same parts become plain text and a page with its styles inside."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from css_inline import CSSInliner
from jinja2 import Environment, PackageLoader, StrictUndefined, Template, select_autoescape

from models.rules.language import Language
from models.rules.sentence import Find, said, say

MOST_LINES = 15


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of a list; `sign` is its figure with shape and word (« 70.00 % ◆ rojo »), `color` only paints it."""

    text: str
    sign: str = ""
    color: str = ""
    note: str = ""

    def __str__(self) -> str:
        """The line as plain text."""
        whole = f"{self.text}: {self.sign}" if self.sign else self.text
        return f"{whole}; {self.note}" if self.note else whole

    def said(self, find: Find) -> Line:
        """The line in another language."""
        return Line(said(self.text, find), said(self.sign, find), self.color, said(self.note, find))


@dataclass(frozen=True, slots=True)
class Listing:
    """A heading with its lines; those beyond `most` are only counted."""

    heading: str
    lines: tuple[Line, ...]
    most: int = MOST_LINES
    more: str = say("… y {count} más.")

    @property
    def shown(self) -> tuple[Line, ...]:
        """The lines that are printed."""
        return self.lines[: self.most]

    @property
    def rest(self) -> str:
        """« … y 3 más. », or nothing."""
        more = len(self.lines) - self.most
        return self.more.format(count=more) if more > 0 else ""

    def said(self, find: Find) -> Listing:
        """The listing in another language."""
        lines = tuple(line.said(find) for line in self.lines)
        return Listing(said(self.heading, find), lines, self.most, said(self.more, find))

    def __str__(self) -> str:
        """Heading, one dash a line, and how many more there are."""
        return "\n".join([self.heading, *(f"- {line}" for line in self.shown), *filter(None, [self.rest])])


@dataclass(frozen=True, slots=True)
class Door:
    """A link of a letter, as a rule the only one: what its reader does there, and the address."""

    label: str
    address: str

    def __str__(self) -> str:
        """Label and address; a link that wraps is no link, so it has a line of its own."""
        return f"{self.label}:\n{self.address}"

    def said(self, find: Find) -> Door:
        """The link with its label in another language."""
        return Door(said(self.label, find), self.address)


Part = str | Listing | Door


@dataclass(frozen=True, slots=True)
class Body:
    """A whole letter: its parts in order, why it came, whom to ask (or nobody), who signs, and its language."""

    parts: tuple[Part, ...]
    why: str
    ask: str
    signed: str
    language: Language = Language.SPANISH
    greeting: str = say("Buen día:")

    def said(self, language: Language, find: Find) -> Body:
        """The letter in another language."""
        parts = tuple(part.said(find) if isinstance(part, Listing | Door) else said(part, find) for part in self.parts)
        why, ask, greeting = (said(text, find) for text in (self.why, self.ask, self.greeting))
        return Body(parts, why, ask, self.signed, language, greeting)

    def as_text(self) -> str:
        """The letter for a reader without styles."""
        whole = [self.greeting, *(str(part) for part in self.parts), self.why, self.ask, self.signed]
        return "\n\n".join(part for part in whole if part) + "\n"

    def as_html(self, subject: str) -> str:
        """The letter as a page; mail programs drop style sheets, so every style goes into its element."""
        page: str = _template().render(letter=self, subject=subject, is_listing=_is_listing, is_door=_is_door)
        return _inliner().inline(page)


def listed(heading: str, lines: list[Line] | list[str], most: int = MOST_LINES) -> Listing:
    """A listing made of texts or of lines with their signs."""
    return Listing(heading, tuple(line if isinstance(line, Line) else Line(line) for line in lines), most)


def _is_listing(part: Part) -> bool:
    return isinstance(part, Listing)


def _is_door(part: Part) -> bool:
    return isinstance(part, Door)


@lru_cache(maxsize=1)
def _template() -> Template:
    pages = Environment(
        loader=PackageLoader("jobs.letters", "templates"), autoescape=select_autoescape(), undefined=StrictUndefined
    )
    return pages.get_template("letter.html")


@lru_cache(maxsize=1)
def _inliner() -> CSSInliner:
    """The rules for a dark screen cannot be inlined: they stay in the head for the readers that know them."""
    return CSSInliner(load_remote_stylesheets=False, keep_at_rules=True)
