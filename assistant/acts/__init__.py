"""What each edit does to a canvas: one file for each part of the canvas that edits reach."""
