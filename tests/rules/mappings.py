"""A mapping that uses every key, as text and with one part changed."""

from __future__ import annotations

MAPPING = """
[plan]
code = "2024-PI"
name = "Plan Indicativo"
type = "PDM"
from = 2024-01-01
to = 2027-12-31
org_unit = "ALC"

[reading]
locale = "es_CO"
missing = ["SD", "-"]
dates = "day/month/year"
round = true

[[org_units]]
code = "ALC"
name = "Alcaldía"
kind = "despacho"
written = ["Despacho del alcalde"]

[[org_units]]
code = "SGOB"
name = "Secretaría de Gobierno"

[new_org_units]
kind = "secretaria"
parent = "ALC"

[[tables]]
sheet = "PDM"
header_row = 1
first_row = 2
last_row = 400
stop = {column = "A", blank = true}
stop_blank_rows = 2
ignore = ["C", "Y:Z"]
ignore_headings = ["OBSERVACIONES"]
fill_down = ["X"]
headings = {AR = "TOTAL PLANEADO 2024"}

[[tables.skip]]
why = "totales"
rows = [333]

[[tables.skip]]
why = "subtotales"
column = "A"
starts = ["Total"]

[[tables.levels]]
level = "eje"
code = {column = "A", before = "."}
name = {column = "A", after = ". "}
weight = {column = "B", percent = "fraction"}

[[tables.levels]]
level = "programa"
code = "numbered"
prefix = "P"
within_parent = true
fill_down = true
name = "PROGRAMA PDT"

[[tables.levels]]
level = "meta"
code = {header = "COD META", width = 4}
name = "S"
description = [{column = "L", label = "Meta de resultado"}]
org_unit = "RESPONSABLE"

[[tables.indicators]]
id = "producto"
level = "meta"
name = "W"
unit = "U"
direction = "up"
accumulation = {column = "V", values = {I = "sum", M = "last"}}
baseline = {column = "T", keep_text = true, label = "Línea base", suffixes = ["Km"]}
frequency = "year"

[[tables.periods]]
indicator = "producto"
period = "2024"
planned = {column = "AR", missing = ["NP"]}
actual = "AS"
zero_not_programmed = true
when = {column = "AW", is = ["P"]}

[[tables.budget]]
level = "meta"
year = 2024
current = "BP"
committed = "BQ"
"""


def edited(old: str, new: str) -> str:
    """The mapping with one text replaced where it first stands."""
    assert old in MAPPING
    return MAPPING.replace(old, new, 1)
