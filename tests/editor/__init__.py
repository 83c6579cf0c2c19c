"""Tests of the editor's forms, settings and files."""
