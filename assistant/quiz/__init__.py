"""The quiz: questions over what the handbook teaches, graded by rule. It never touches the canvas."""
