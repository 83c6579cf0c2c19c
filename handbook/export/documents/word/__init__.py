"""A document as a Word file: WordprocessingML of our own, because pandoc writes neither tracked rows nor a numbering that headings and paragraphs share."""
