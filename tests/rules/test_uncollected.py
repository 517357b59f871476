from __future__ import annotations

import gc

import pytest

from models.rules.uncollected import uncollected


def test_it_pauses_the_collector() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_a_failure() -> None:
    with pytest.raises(ValueError, match="mal"), uncollected():
        raise ValueError("mal")
    assert gc.isenabled()


def test_it_leaves_a_paused_collector_paused() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
