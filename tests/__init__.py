"""Tests of the handbook: real builds, real git, a real browser."""
