"""Tests of handbook/core: what all rooms use."""
