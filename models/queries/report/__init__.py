"""What a report is made from, read at one moment."""
