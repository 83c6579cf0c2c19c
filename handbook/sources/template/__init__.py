"""What an author may write between braces on a page."""
