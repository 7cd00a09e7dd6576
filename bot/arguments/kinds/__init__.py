"""The kinds of arguments, each a dataclass field that knows how it is read and asked for."""
