"""The mails that the demo keeps, as its page lists them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from models.files.caught_mails import caught_mails

MAIL = "Date: {date}\nSubject: {subject}\nFrom: rumbo@localhost\nTo: a@ministerio.example\n\nBuen día\n"


def catch(folder: Path, name: str, date: str, came_in: int) -> None:
    """One mail with its own Date, which came in at a second of real time."""
    file = folder / f"{name}.eml"
    file.write_text(MAIL.format(date=date, subject=name), encoding="utf-8")
    os.utime(file, (came_in, came_in))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three mails: the clock was moved back before the last one."""
    catch(tmp_path, "march", "Mon, 01 Mar 2027 08:00:00 -0600", 1)
    catch(tmp_path, "april", "Thu, 08 Apr 2027 07:00:00 -0600", 2)
    catch(tmp_path, "february", "Mon, 01 Feb 2027 14:00:00 -0000", 3)
    return tmp_path


def test_it_lists_the_newest_by_their_own_date_first(folder: Path) -> None:
    assert [mail.name for mail in caught_mails(folder)] == ["april", "march", "february"]


def test_it_keeps_those_that_came_in_last(folder: Path) -> None:
    assert [mail.name for mail in caught_mails(folder, most=2)] == ["april", "february"]


@pytest.mark.parametrize("date", ["", "someday"])
def test_it_takes_the_hour_of_the_file_where_there_is_no_date(tmp_path: Path, date: str) -> None:
    catch(tmp_path, "undated", date, 86_400)
    assert caught_mails(tmp_path)[0].sent_at.isoformat() == "1970-01-02T00:00:00+00:00"


def test_it_finds_nothing_where_nothing_was_caught(tmp_path: Path) -> None:
    assert caught_mails(tmp_path / "absent") == []
