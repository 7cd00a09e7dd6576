"""Microsoft's SDK, imported in the one place that keeps its import quiet.

Imported plainly it reads whatever ``.env`` lies above the working directory into this process, and warns of a preview
that we don't use. It is imported only where Teams is on, for it takes a second.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_SWITCH: Final = "PYTHON_DOTENV_DISABLED"


@contextmanager
def _quietly() -> Iterator[None]:
    before = os.environ.get(_SWITCH)
    os.environ[_SWITCH] = "1"
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="HtmlWidgetSecurityPolicy is in preview")
            yield
    finally:
        if before is None:
            del os.environ[_SWITCH]
        else:
            os.environ[_SWITCH] = before


with _quietly():
    from microsoft_teams.api import InvokeResponse
    from microsoft_teams.api.auth.cloud_environment import CloudEnvironment, from_name
    from microsoft_teams.api.auth.credentials import Credentials
    from microsoft_teams.api.auth.json_web_token import JsonWebToken
    from microsoft_teams.apps.events import ActivityEvent, CoreActivity
    from microsoft_teams.apps.http import HttpServer
    from microsoft_teams.apps.http.adapter import HttpMethod, HttpRequest, HttpResponse, HttpRouteHandler

__all__ = [
    "ActivityEvent",
    "CloudEnvironment",
    "CoreActivity",
    "Credentials",
    "HttpMethod",
    "HttpRequest",
    "HttpResponse",
    "HttpRouteHandler",
    "HttpServer",
    "InvokeResponse",
    "JsonWebToken",
    "from_name",
]
