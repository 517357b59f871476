"""`rumbo report`: the file of a report, made where there is none, and the same bytes when it is asked for again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Shell

ORDER = ("poa_quarterly", "--institution", "hacienda_sv", "--period", "2027-Q1")


@pytest.mark.parametrize(("file_format", "begins"), [("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF")])
def test_it_writes_the_file_and_says_what_it_is(
    example: Shell, tmp_path: Path, file_format: str, begins: bytes
) -> None:
    out = tmp_path / f"informe.{file_format}"
    document = example.json("report", *ORDER, "--format", file_format, "--out", str(out))
    assert out.read_bytes().startswith(begins)
    assert (document["number"], document["state"], document["provisional"]) == ("2027-0001", "draft", True)
    assert len(document["sha256"]) == len(document["data_sha256"]) == 64


def test_it_gives_the_same_edition_again(example: Shell, tmp_path: Path) -> None:
    words = ("report", *ORDER, "--format", "xlsx", "--out")
    first, second = (example.json(*words, str(tmp_path / name)) for name in ("a.xlsx", "b.xlsx"))
    assert first == second
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("kind", "period", "said"),
    [
        ("informe", "2027-Q1", "no tiene el informe «informe»"),
        ("executive_quarterly", "2027-Q2", "no se hace de 2027-Q2"),
        ("poa_quarterly", "2020-Q1", "Ningún plan vigente"),
    ],
)
def test_it_refuses_in_one_line(example: Shell, tmp_path: Path, kind: str, period: str, said: str) -> None:
    out = tmp_path / "x.pdf"
    result = example.run(
        "report", kind, "--institution", "hacienda_sv", "--period", period, "--format", "pdf", "--out", str(out)
    )
    assert result.exit_code == 1
    assert said in result.output
    assert not out.exists()
