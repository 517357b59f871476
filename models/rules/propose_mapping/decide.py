"""What every column of a table is used for, once its neighbours have been looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.rules.cell import cell_text, fold
from models.rules.headings.words import Role
from models.rules.propose_mapping.decided import Decided
from models.rules.propose_mapping.doubt import Doubts, letters, times
from models.rules.propose_mapping.figures import find_figures
from models.rules.propose_mapping.guess import Guess, guess_columns
from models.rules.propose_mapping.leave import leave_what_cannot_be_text
from models.rules.propose_mapping.office import Office, fit_levels
from models.rules.propose_mapping.outline import split_outline
from models.rules.propose_mapping.table import FoundTable
from models.rules.propose_mapping.titles import title_kinds
from models.rules.propose_mapping.tree import Tree, TreeLevel, find_tree, identity
from models.rules.propose_mapping.weights import place_weights
from models.rules.sentence import say

_LONGEST_PROJECT = 60
_ONE_OF_A_KIND = (
    Role.UNIT,
    Role.ACCUMULATION,
    Role.DIRECTION,
    Role.FUNDING,
    Role.PROJECT,
    Role.START,
    Role.END,
    Role.MARK,
    Role.PERIOD,
    Role.YEAR,
    Role.INDICATOR_CODE,
)

_OF_INDICATOR = (
    Role.INDICATOR,
    Role.INDICATOR_CODE,
    Role.UNIT,
    Role.ACCUMULATION,
    Role.DIRECTION,
    Role.BASELINE,
    Role.MARK,
    Role.PERIOD,
    Role.YEAR,
)


def decide(table: FoundTable, office: Office, doubts: Doubts) -> Decided | None:
    """Give the use of each column, None for a table in which nothing names an item."""
    table, outline = split_outline(table, guess_columns(table))
    guesses = guess_columns(table)
    tree = _finest(table, guesses, find_tree(table, guesses), doubts)
    if not tree.levels:
        return None
    headings = [level.name.heading.label for level in tree.levels]
    marked = any(guess.role is Role.MARK for guess in guesses)
    figures = find_figures(table, guesses, doubts, marked=marked)
    if not office.with_execution:
        figures.leave_execution()
    kinds = title_kinds(table)
    above = [*(kind.heading for kind in kinds), *(level.heading for level in outline)]
    fit = fit_levels([*above, *headings], office)
    groups, outlined, codes = fit.codes[: len(kinds)], fit.codes[len(kinds) : len(above)], fit.codes[len(above) :]
    found = Decided(table, guesses, tree, replace(fit, codes=codes), figures, doubts, group_codes=groups)
    found.outline = tuple(zip(outline, outlined, strict=True))
    _pick_single(found)
    _pick_by_place(found)
    place_weights(found)
    _place_the_rest(found)
    _tell_levels(found)
    return found


def _finest(table: FoundTable, guesses: Sequence[Guess], tree: Tree, doubts: Doubts) -> Tree:
    """Where a row's item comes again with another indicator and no code tells them apart, the indicator is a level."""
    roles = {guess.role for guess in guesses}
    if not tree.levels or roles & {Role.MARK, Role.PERIOD, Role.YEAR, Role.INDICATOR_CODE}:
        return tree
    named = next((guess for guess in guesses if guess.role is Role.INDICATOR and not _of_result(guess)), None)
    leaf = tree.levels[-1]
    if named is None or named is leaf.name or named.look.filled < len(table.rows):
        return tree
    names = [fold(cell_text(cell)) for cell in table.cells(named.index)]
    identities = set(identity(table, tree))
    if len(identities) == len(table.rows) or len(set(zip(identity(table, tree), names, strict=True))) <= len(
        identities
    ):
        return tree
    message = say(
        "«{label}» se repite con indicadores distintos: cada uno se lee como un elemento.",
        label=leaf.name.heading.label,
    )
    doubts.add("several_indicators", message, named.index)
    return Tree((*tree.levels, TreeLevel(named, tuple(names))), tree.attributes)


def _of_result(guess: Guess) -> bool:
    return "resultado" in guess.heading.words or "bienestar" in guess.heading.words


def _pick_single(found: Decided) -> None:
    """Of several columns of a kind the best filled one is read, and that is asked about."""
    for role in _ONE_OF_A_KIND:
        several = [guess for guess in found.guesses if guess.role is role]
        if not several:
            continue
        best = max(several, key=lambda guess: (guess.look.filled, -guess.index))
        found.single[role] = best
        for other in several:
            if other is not best:
                found.descriptions.append(other)
        if len(several) > 1:
            _ask_which(found, several, best)


def _ask_which(found: Decided, several: Sequence[Guess], best: Guess) -> None:
    where = letters(*(guess.index for guess in several))
    message = say(
        "Las columnas {where} parecen del mismo dato: se lee {letters} («{label}»).",
        where=where,
        letters=letters(best.index),
        label=best.heading.label,
    )
    found.doubts.add("two_candidates", say("{message} Confírmelo.", message=message), best.index)


def _pick_by_place(found: Decided) -> None:
    """Indicator and base line stand beside the item that they are of: the last ones before the figures count."""
    leaf_place = found.leaf.name.index
    levels = {level.name.index for level in found.tree.levels}
    for role in (Role.INDICATOR, Role.BASELINE, Role.ORG_UNIT):
        alike = [guess for guess in found.guesses if guess.role is role and guess.index not in levels]
        several = alike
        if role is Role.INDICATOR:
            several = [guess for guess in alike if not _of_result(guess)] or alike
        if not several:
            continue
        best = min(several, key=lambda guess: (_distance(guess, leaf_place), -guess.look.filled))
        found.single[role] = best
        found.descriptions += [guess for guess in alike if guess is not best]
        if len(several) > 1:
            _ask_which(found, several, best)


def _distance(guess: Guess, place: int) -> int:
    """How far a column is from the item, to its right first."""
    return guess.index - place if guess.index > place else 100 + place - guess.index


def _place_the_rest(found: Decided) -> None:
    """Attributes become text of the item; what is known to be left out says why; the unknown is asked about."""
    used = {level.name.index for level in found.tree.levels}
    used |= {level.code.index for level in found.tree.levels if level.code is not None}
    for guess in found.guesses:
        if guess.index in used or guess in found.descriptions:
            continue
        if guess.role in {Role.DESCRIPTION, Role.NOTE, Role.LEVEL}:
            found.descriptions.append(guess)
        elif guess.role in {Role.CODE, Role.PERCENT, Role.LEFT_OUT, Role.UNKNOWN, Role.EMPTY}:
            found.left_out[guess.index] = guess.reason
    found.left_out.update(found.figures.left_out)
    found.descriptions += [guess for guess in found.guesses if guess.index in found.figures.described]
    _place_note(found)
    _place_indicator(found)
    for role in (Role.FUNDING, Role.PROJECT):
        money = found.single.get(role)
        if money is not None and (not found.figures.money or _too_long(money)):
            found.descriptions.append(found.single.pop(role))
    leave_what_cannot_be_text(found)


def _place_note(found: Decided) -> None:
    """Where a row is of one period, a remark is about what was done in it."""
    note = next((guess for guess in found.descriptions if guess.role is Role.NOTE), None)
    if note is not None and found.figures.actual and found.single.keys() & {Role.PERIOD, Role.YEAR}:
        found.descriptions.remove(note)
        found.single[Role.NOTE] = note


def _place_indicator(found: Decided) -> None:
    """What is of an indicator is text of the item where there are no figures; so is a name or code with gaps."""
    if not found.figures.keys and found.figures.horizon is None:
        found.descriptions += [found.single.pop(role) for role in _OF_INDICATOR if role in found.single]
        return
    named = found.single.get(Role.INDICATOR)
    blanks = len(found.table.rows) - named.look.filled if named is not None else 0
    if named is not None and blanks:
        found.descriptions.append(found.single.pop(Role.INDICATOR))
        message = say(
            "«{label}» está vacía en {rows}: el indicador toma el nombre del elemento.",
            label=named.heading.label,
            rows=times(blanks, say("fila"), say("filas")),
        )
        found.doubts.add("indicator_blank", message, named.index)
    code = found.single.get(Role.INDICATOR_CODE)
    if code is not None and not _tells_indicators_apart(found, code):
        found.descriptions.append(found.single.pop(Role.INDICATOR_CODE))


def _tells_indicators_apart(found: Decided, code: Guess) -> bool:
    """Each code stands for one item, and every row has one."""
    cells = [fold(cell_text(cell)) for cell in found.table.cells(code.index)]
    return all(cells) and len(set(zip(cells, identity(found.table, found.tree), strict=True))) == len(set(cells))


def _too_long(guess: Guess) -> bool:
    longest = max((len(value) for value in guess.look.values), default=0)
    return longest > (_LONGEST_PROJECT if guess.role is Role.PROJECT else 2 * _LONGEST_PROJECT)


def _tell_levels(found: Decided) -> None:
    for level, code in zip(found.tree.levels, found.fit.codes, strict=True):
        if code is None:
            found.descriptions.append(level.name)
            found.left_out.pop(level.name.index, None)
            message = say(
                "El tipo de plan no tiene un nivel para «{label}»: queda como texto del elemento.",
                label=level.name.heading.label,
            )
            found.doubts.add("level_without_place", message, level.name.index)
        elif level.code_fault and found.fit.codes:
            message = say(
                "«{label}» se numera de arriba abajo, porque {code_fault}.",
                label=level.name.heading.label,
                code_fault=level.code_fault,
            )
            found.doubts.add("codes_unusable", message, level.name.index)
    for guess in found.tree.attributes:
        message = say(
            "«{label}» parece un nivel y no contiene a los demás: queda como texto.", label=guess.heading.label
        )
        found.doubts.add("level_not_nested", message, guess.index)
