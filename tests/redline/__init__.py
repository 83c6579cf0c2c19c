"""Tests of handbook/redline."""
