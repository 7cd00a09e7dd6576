"""The web: the console of the demo, and later the pages."""
