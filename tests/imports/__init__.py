"""Tests of handbook/imports."""
