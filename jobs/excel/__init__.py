"""Workbooks: rows in, one finished file out."""
