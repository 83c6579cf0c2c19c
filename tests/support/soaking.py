"""Whether the long races, kills and fuzzing run in full: `make soak` sets it, `make test` takes a part of each."""

from __future__ import annotations

import os

SOAK = bool(os.environ.get("HANDBOEK_SOAK"))
