"""The editor for who never saw git: what Decap CMS at /beheer/ may change, and with which form."""
