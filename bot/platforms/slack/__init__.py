"""Slack: signed HTTP in, the Web API out. Translation only; what is true is decided elsewhere."""
