"""The audit of a workbook: what it computes is computed again, and where it disagrees is said cell by cell."""
