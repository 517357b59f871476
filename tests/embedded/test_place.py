"""Where the parts keep their things."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.embedded.place import SOCKET_PATH_BYTES, forget_sockets_folder, fresh_log, make_place, sockets_folder
from models.rules.errors import RuleBroken


def test_the_sockets_lie_inside_where_the_path_is_short(tmp_path: Path) -> None:
    place = make_place(tmp_path)
    assert sockets_folder(place) == tmp_path / "run" / "sockets"


def test_a_long_path_gets_a_short_folder_which_is_remembered(tmp_path: Path) -> None:
    place = make_place(tmp_path / ("ñ" * 50))
    folder = sockets_folder(place)
    assert len(bytes(folder / ".s.PGSQL.5432")) <= SOCKET_PATH_BYTES
    assert sockets_folder(place) == folder
    forget_sockets_folder(place)
    assert not folder.exists()


@pytest.mark.parametrize("change", ["gone", "open to others"])  # a restart cleared it; somebody else made one
def test_a_short_folder_that_is_not_ours_any_more_is_made_anew(tmp_path: Path, change: str) -> None:
    place = make_place(tmp_path / ("x" * 100))
    folder = sockets_folder(place)
    if change == "gone":
        folder.rmdir()
    else:
        folder.chmod(0o777)
    assert sockets_folder(place) != folder
    forget_sockets_folder(place)
    shutil.rmtree(folder, ignore_errors=True)


def test_each_folder_has_a_tag_of_its_own(tmp_path: Path) -> None:
    tags = {make_place(tmp_path / name).tag for name in ("one", "two", "two/../one")}
    assert len(tags) == 2


@pytest.mark.parametrize("name", ['a"b', "a$b", "a`b", "a\\b", "a\nb"])
def test_it_refuses_a_name_that_a_shell_would_change(tmp_path: Path, name: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        make_place(tmp_path / name)
    assert refusal.value.code == "odd_path"


def test_it_keeps_the_last_logs_and_no_more(tmp_path: Path) -> None:
    place = make_place(tmp_path)
    for number in range(8):
        fresh_log(place, "postgres").write_text(str(number))
    kept = {path.name: path.read_text() for path in place.logs.iterdir()}
    expected = {f"postgres.log.{age}": str(7 - age) for age in range(1, 6)}
    assert kept == {"postgres.log": "7", **expected}
