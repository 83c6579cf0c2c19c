"""Tests of the report on a change."""
