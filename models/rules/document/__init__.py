"""A report, minutes or letter as plain data, from which `jobs/documents` writes a workbook, a Word file and a PDF.

Who makes a document fills these and nothing else; how it looks is the writers' affair:

- `document.Document`: the sheet of identity (`Head`, title, code, version, number, period, basis, moment, check
  address), the `blocks` in reading order, the `signatures` that close it, and `Settings` (language, locale, paper, sign
  of what is missing).
- `blocks`: `Heading`, `Paragraph`, `Bullets`, `Facts`, `PageBreak`; `table.Table`; and the charts of `charts`:
  `BarChart`, `StackedChart`, `LineChart`.
- `cells`: a figure is `Decimal`, a count `int`, a day `date`, a word `str`, a colour `Color` (always with its word),
  and what does not exist `None`, never zero. A `Column` or `Fact` says its `Kind`; a value of another type is refused.
- `canonical`: `to_json` and `from_json` (a round trip gives the same document), `canonical` (its one spelling in bytes)
  and `sealed`, which gives the document with the SHA-256 of everything else in it.
- `printing`: a value as a reader sees it, by the locale; what Word and PDF print and tests compare with.

Texts are data: nothing in them is ever markup, a formula or a field. The same document gives the same bytes.
"""
