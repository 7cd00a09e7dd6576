"""E-mail: the same ``Message`` as a mail, the way out over SMTP, and what comes back when a mail can't be delivered."""

from bot.platforms.email.compose import NotAddressable, compose

__all__ = ["NotAddressable", "compose"]
