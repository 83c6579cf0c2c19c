"""Makes what the reader's browser searches with: the index with the words of employees in it, and the worker that understands them."""
