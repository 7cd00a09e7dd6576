"""Microsoft Teams: signed activities in, the Bot Framework's REST wire out. Translation only; what is true is decided
elsewhere."""
