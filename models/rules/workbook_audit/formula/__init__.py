"""The formulas of planning workbooks: read, computed again in decimals, compared by their shape.

A reader of our own, because the libraries do not fit: `formulas` (EUPL) brings numpy and scipy and computes in binary
floats, `pycel` is GPL, and openpyxl only cuts a formula into tokens, with floats and one cell at a time.
"""
