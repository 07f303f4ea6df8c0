"""The trained reader: what a small network hears in a message, turned into mentions with exact quotes."""
