"""The capture sheet as a workbook: what stands in it, who it was made for, and how it is read back."""
