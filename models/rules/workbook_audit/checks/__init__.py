"""One file a kind of fault: each looks at the tables of a sheet and yields findings."""
