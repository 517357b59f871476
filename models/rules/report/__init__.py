"""What stands in a report: from the figures of a cut to the blocks of a document, section by section."""
