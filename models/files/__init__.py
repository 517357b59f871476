"""Files that come in and go out: workbooks are checked before they are parsed, evidence is kept by content."""
