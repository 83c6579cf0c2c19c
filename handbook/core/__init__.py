"""Shared by every room and dependent on none: errors, findings, the console, Dutch, version names, temporary folders."""
