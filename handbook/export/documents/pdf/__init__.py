"""The document as PDF: its words as data, a template of Typst that sets them, and Typst itself."""
