"""What the handbook promises about speed and weight, measured beside the programs that people would take otherwise."""
