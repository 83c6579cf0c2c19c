"""The steps that change every page, each on the tree that all of them share."""
