"""What every room uses and what uses no room: errors, findings, the console, Dutch, version names, safe folders."""
