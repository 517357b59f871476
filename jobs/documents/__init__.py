"""One document in three formats: `write.write_document`."""
