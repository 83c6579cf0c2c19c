"""Lets `python -m handbook` do what `handbook` does."""

from handbook.cli import main

if __name__ == "__main__":
    main()
