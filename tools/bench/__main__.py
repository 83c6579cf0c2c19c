"""Measures all parts, or those that are named, and prints one table: `make bench`."""

import sys

from tools.bench.table import measure

if __name__ == "__main__":
    sys.exit(measure(sys.argv[1:]))
