"""Where an archive can be read: a commit, a folder, a running site."""
