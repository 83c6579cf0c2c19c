"""The handbook on this computer: server, draft, headers, demo."""
