"""A document as an EPUB, for a phone or a reader of books: `package.py` puts the files together, `pages.py` writes them."""
