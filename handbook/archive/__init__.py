"""What was published: git, manifests, the register, the pages at the root."""
