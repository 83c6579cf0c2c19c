"""A version or the draft as one document: the model that every form is made from, and one module per form."""
