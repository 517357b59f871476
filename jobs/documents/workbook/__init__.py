"""A document as a workbook: its text on the first sheet, each table on a sheet of its own, charts as Excel's own."""
