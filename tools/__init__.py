"""Programs for whoever develops the handbook: measuring it, and installing what its tests need."""
