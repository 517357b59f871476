"""The levels of a table and its indicator, as text of a mapping."""

from __future__ import annotations

import re

from models.rules.cell import cell_text, column_letters, fold, one_line
from models.rules.headings.marks import accumulation, direction
from models.rules.headings.words import Role
from models.rules.propose_mapping.content import check_numbers, dress_rule, percent_rule
from models.rules.propose_mapping.decided import Decided
from models.rules.propose_mapping.doubt import times
from models.rules.propose_mapping.ends import Group
from models.rules.propose_mapping.guess import Guess
from models.rules.propose_mapping.look import Look
from models.rules.propose_mapping.toml_text import Value, comment, line, source
from models.rules.propose_mapping.tree import TreeLevel, identity
from models.rules.sentence import Sentence, in_a_row, say

_LABEL = 60


def group_lines(group: Group) -> list[str]:
    """Write a level whose items are titles above their rows, or at the head of their block."""
    mark = _shared_mark(group.texts)
    row = 0 if group.rule is not None else 1
    name = source(group.column, block_row=row, after=mark)
    given = source(group.column, block_row=row, before=mark) if mark else "numbered"
    found = ["", "[[tables.levels]]", line("level", group.level), line("code", given), line("name", name)]
    return [*found, *([line("heading", group.rule)] if group.rule is not None else [])]


def _shared_mark(texts: tuple[str, ...]) -> str:
    for mark in (". ", ": ", " - ", " – "):
        parts = [text.partition(mark) for text in texts]
        codes = {fold(code) for code, _mark, _name in parts}
        if all(re.fullmatch(r"\S*[ .]?[0-9][0-9.\-]*", code) and name.strip() for code, _mark, name in parts):
            return mark if len(codes) == len(set(texts)) else ""
    return ""


def level_lines(decided: Decided) -> list[str]:
    """Write every level that a column has."""
    found: list[str] = []
    prefixes = _prefixes(decided)
    for place, (level, code) in enumerate(decided.levels):
        is_leaf = level is decided.leaf
        found += ["", "[[tables.levels]]", line("level", code), *_code_lines(decided, level, prefixes.get(place, ""))]
        found.append(line("name", _name(level), level.name.heading.label[:80]))
        if level.fill_down and (not is_leaf or Role.MARK in decided.single):
            found.append(line("fill_down", value=True))
            message = say(
                "«{label}» tiene celdas vacías: cada una repite la de arriba. Confírmelo.",
                label=level.name.heading.label,
            )
            decided.doubts.add("fill_down", message, level.name.index)
        if place in decided.weights:
            found.append(_weight_line(decided, decided.weights[place]))
        found += _leaf_fields(decided) if is_leaf else []
    _tell_repeated(decided)
    return found


def _name(level: TreeLevel) -> Value:
    return source(level.name.index, after=level.separator)


def _prefixes(decided: Decided) -> dict[int, str]:
    """Codes of two levels that are the same need a letter in front, because a plan has each code once."""
    written: dict[int, set[str]] = {}
    for place, (level, _code) in enumerate(decided.levels):
        if level.code is not None and not level.within_parent:
            written[place] = {fold(cell_text(cell)) for cell in decided.table.cells(level.code.index)} - {""}
        elif level.separator:
            texts = (one_line(cell_text(cell)) for cell in decided.table.cells(level.name.index) if cell is not None)
            written[place] = {fold(text.partition(level.separator)[0]) for text in texts}
    numbered = len(written) < len(decided.levels)
    found: dict[int, str] = {}
    for place, codes in written.items():
        others = set().union(*(each for at, each in written.items() if at != place))
        clash = codes & others or (numbered and any(re.fullmatch(r"[0-9.]+", code) for code in codes))
        if clash:
            found[place] = _letters_of(decided.levels[place][1], set(found.values()))
    return found


def _letters_of(code: str, taken: set[str]) -> str:
    plain = "".join(each for each in code.upper() if each.isalnum())
    return next(
        (f"{plain[:size]}-" for size in range(1, len(plain) + 1) if f"{plain[:size]}-" not in taken), f"{plain}X-"
    )


def _code_lines(decided: Decided, level: TreeLevel, prefix: str) -> list[str]:
    if level.separator:
        found = [line("code", {"column": column_letters(level.name.index), "before": level.separator})]
        return [*found, *([line("prefix", prefix)] if prefix else [])]
    if level.code is None:
        return [
            line(
                "code",
                "numbered",
                say("el libro no trae códigos que sirvan") if level.code_fault else say("no hay columna de códigos"),
            )
        ]
    width = _lost_zeros(decided, level.code)
    found = [line("code", source(level.code.index, width=width), level.code.heading.label[:80])]
    found += [line("prefix", prefix, say("otro nivel usa los mismos códigos"))] if prefix else []
    return [*found, *([line("within_parent", value=True)] if level.within_parent else [])]


def _lost_zeros(decided: Decided, code: Guess) -> int:
    texts = [cell_text(cell) for _row, cell in code.look.cells]
    zeros = [text for text in texts if len(text) > 1 and text[0] == "0" and text.isdigit()]
    if any(value % 1 for value in code.look.plain_numbers):
        message = say(
            "«{label}» tiene códigos que son números con decimales: 1.10 se ve igual que 1.1.", label=code.heading.label
        )
        decided.doubts.add("code_from_number", say("{message} Revíselos.", message=message), code.index)
    if not zeros or not code.look.numbers:
        return 0
    width = max(map(len, zeros))
    message = say(
        "«{label}» tiene códigos con ceros a la izquierda y otros sin ellos: se leen de {width} cifras.",
        label=code.heading.label,
        width=width,
    )
    decided.doubts.add("lost_zeros", message, code.index)
    return width


def _weight_line(decided: Decided, weight: Guess) -> str:
    values = weight.look.plain_numbers
    is_fraction = bool(values) and max(values) <= 1
    check_numbers(decided.table, weight.index, decided.doubts)
    rule = "fraction" if is_fraction else "points"
    return line("weight", source(weight.index, percent=rule), weight.heading.label[:80])


def _leaf_fields(decided: Decided) -> list[str]:
    found = []
    unit = decided.single.get(Role.ORG_UNIT)
    if unit is not None:
        found.append(line("org_unit", column_letters(unit.index), unit.heading.label[:80]))
    for role, key in ((Role.START, "start"), (Role.END, "end")):
        guess = decided.single.get(role)
        if guess is not None:
            found.append(line(key, column_letters(guess.index), guess.heading.label[:80]))
    if decided.descriptions:
        parts = [
            f'  {{column = "{column_letters(each.index)}", label = {_label(each)}}},' for each in decided.descriptions
        ]
        found += ["description = [", *parts, "]"]
    return found


def _label(guess: Guess) -> str:
    text = one_line(guess.heading.label)[:_LABEL].strip() or f"Columna {column_letters(guess.index)}"
    return line("x", text).removeprefix("x = ")


def _tell_repeated(decided: Decided) -> None:
    """An item in several rows is right where rows are of periods, kinds of figures or sources of money."""
    found = identity(decided.table, decided.tree)
    more = len(found) - len(set(found))
    if more and not decided.single.keys() & {Role.MARK, Role.PERIOD, Role.YEAR, Role.FUNDING, Role.INDICATOR_CODE}:
        message = say(
            "{times} un elemento de otra: sus cifras chocarían.",
            times=times(more, say("fila repite"), say("filas repiten")),
        )
        decided.doubts.add(
            "repeated_item", say("{message} Revise el nivel más bajo.", message=message), decided.leaf.name.index
        )


def indicator_lines(decided: Decided, frequency: str) -> list[str]:
    """Write the indicator of each item."""
    found = ["", "[[tables.indicators]]"]
    code = decided.single.get(Role.INDICATOR_CODE)
    found += [line("code", column_letters(code.index), code.heading.label[:80])] if code is not None else []
    found.append(line("name", *_indicator_name(decided)))
    unit = decided.single.get(Role.UNIT)
    found += [line("unit", column_letters(unit.index), unit.heading.label[:80])] if unit is not None else []
    found.append(_meaning_line(decided, "direction", decided.single.get(Role.DIRECTION), "up"))
    found.append(_meaning_line(decided, "accumulation", decided.single.get(Role.ACCUMULATION), "sum"))
    found += _baseline_lines(decided)
    found.append(line("frequency", frequency))
    return found


def _indicator_name(decided: Decided) -> tuple[Value, str]:
    named = decided.indicator
    if named is None:
        return _name(decided.leaf), say("el nombre del elemento")
    return column_letters(named.index), named.heading.label[:80]


def _meaning_line(decided: Decided, key: str, guess: Guess | None, default: str) -> str:
    words = {"direction": direction, "accumulation": accumulation}
    spoken = {
        "direction": say("si los indicadores deben subir o bajar"),
        "accumulation": say("cómo se acumulan los periodos"),
    }[key]
    known = {text: meant for text in _values(guess.look) if (meant := words[key](text)) is not None} if guess else {}
    if guess is None or not known:
        said = say("El libro no dice {what}: se puso «{default}» para todos. Corríjalo si no es así.")
        decided.doubts.add(f"no_{key}", Sentence(said, {"what": spoken, "default": default}))
        return line(key, default, say("supuesto"))
    strange = [text for text in _values(guess.look) if text not in known]
    if strange or guess.look.filled < len(decided.table.rows):
        shown = ", ".join(f"«{text}»" for text in strange[:5]) or say("vacío")
        message = say(
            "No se sabe qué quiere decir {shown} en «{label}». Agréguelo en «values».",
            shown=shown,
            label=guess.heading.label,
        )
        decided.doubts.add(f"unknown_{key}", message, guess.index)
    return line(key, {"column": column_letters(guess.index), "values": known}, guess.heading.label[:80])


def _values(look: Look) -> list[str]:
    return list(dict.fromkeys(one_line(cell_text(cell)) for _row, cell in look.cells))


def _baseline_lines(decided: Decided) -> list[str]:
    guess = decided.single.get(Role.BASELINE)
    if guess is None:
        return []
    texts = guess.look.texts_of()
    if texts:
        shown = ", ".join(f"«{text[:30]}»" for text in texts[:3])
        message = say(
            "«{label}» tiene textos que no son números, como {shown}: quedan en la descripción.",
            label=guess.heading.label,
            shown=shown,
        )
        decided.doubts.add("mixed_column", message, guess.index)
    check_numbers(decided.table, guess.index, decided.doubts, texts_kept=True)
    rule = "" if texts else percent_rule(guess.look, guess.heading.label)
    keep: dict[str, Value] = {"keep_text": True, "label": "Línea base"} if texts else {}
    number = source(guess.index, percent=rule, **dress_rule(guess.look), **keep)
    return [line("baseline", number, guess.heading.label[:80])]


def remarks(messages: list[str]) -> list[str]:
    """Write doubts as remarks, numbered."""
    return [
        row for number, message in enumerate(messages, start=1) for row in comment(in_a_row((f"{number}.", message)))
    ]
