"""Documents of other programs: what is in a .docx, .odt or .pdf, read within limits and without running anything."""
