"""The machinery of the handbook: checks, builds and publishes what stands in docs/."""
