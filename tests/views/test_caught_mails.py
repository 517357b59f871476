"""The page of caught mails: when each went out, as the institution's clock shows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.files.test_caught_mails import catch
from tests.procedures.story import Story


@pytest.fixture
def caught(app: Flask, story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two mails in a demo, one of them sent when it was the next day in UTC already."""
    folder = tmp_path / "demo-mails"
    folder.mkdir()
    catch(folder, "early", "Wed, 07 Apr 2027 08:00:00 -0600", 2)
    catch(folder, "late", "Fri, 09 Apr 2027 05:30:00 -0000", 1)
    monkeypatch.setitem(app.config, "RUMBO_ENV", "demo")
    monkeypatch.setitem(app.config, "RUMBO_VAR", tmp_path)


def test_it_shows_day_and_hour_of_the_institution_newest_first(caught: None, client: FlaskClient) -> None:
    page = client.get("/demo/correos/").text
    assert 0 < page.index("08/04/2027 23:30") < page.index("07/04/2027 08:00")


def test_it_shows_them_on_the_mail_too(caught: None, client: FlaskClient) -> None:
    assert "08/04/2027 23:30" in client.get("/demo/correos/late/").text
