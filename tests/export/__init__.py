"""Tests of handbook/export, and of the web servers that hand it out."""
