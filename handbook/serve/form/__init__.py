"""A page on which HR fills in variables.yml in a browser: made from the model, like the conversation of `handbook new`, and nothing leaves it."""
