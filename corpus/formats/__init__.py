"""The formats that are not text: each file here turns one into Markdown, in a process of its own with limits."""
