"""Questions with names: rows out, never HTML; every one sees what its reader may see."""
