"""Who may reach the chat in the browser: whoever has the address that was printed, and no page of another site.

A server on loopback is reached by every program and every user of the machine, and by every page that is open in its
browser. So the address carries a token that no one else knows. A page of another site could still try to come in under
a name of its own that leads to this machine (DNS rebinding), which the Host header tells, or to open the websocket from
where it is, which the Origin header tells.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

ADDRESS = "127.0.0.1"
"""The one that is bound."""
_NAMES = (ADDRESS, "localhost")


def _new_token() -> str:
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class Guard:
    """What a request must bring."""

    port: int
    token: str = field(default_factory=_new_token, repr=False)

    @property
    def path(self) -> str:
        """Under which everything is served: a token in the query would not come with what the page loads."""
        return f"/{self.token}/"

    @property
    def address(self) -> str:
        """What the user opens."""
        return f"http://{ADDRESS}:{self.port}{self.path}"

    def refusal(self, path: str, hosts: Sequence[str], origins: Sequence[str], *, websocket: bool) -> str | None:
        """Why a request is refused, in a line; None where it may pass.

        Args:
            path: the request's, decoded.
            hosts: its Host headers.
            origins: its Origin headers; a browser sends one with every websocket.
            websocket: whether it asks for one.
        """
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            return "askdocs answers to this machine's own address alone."
        first = path[1:].partition("/")[0]
        if not hmac.compare_digest(first.encode("utf-8", "replace"), self.token.encode()):
            return "Open the address that `askdocs web` printed, with its token."
        if list(origins) != [f"http://{hosts[0]}"] and (origins or websocket):
            return "askdocs answers to its own page alone."
        return None

    @property
    def headers(self) -> Mapping[str, str]:
        """What every response carries: nothing from elsewhere is loaded, and no other page reaches into this one."""
        policy = {
            "default-src": "'none'",
            "script-src": "'self'",
            # The terminal writes the size of its cells into style elements of its own.
            "style-src": "'self' 'unsafe-inline'",
            "font-src": "'self'",
            "img-src": "data:",
            # Not every browser counts a websocket to the page's own host as 'self'.
            "connect-src": " ".join(["'self'", *(f"ws://{host}" for host in self._hosts)]),
            "base-uri": "'none'",
            "form-action": "'none'",
            "frame-ancestors": "'none'",
        }
        return {
            "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        }

    @property
    def _hosts(self) -> tuple[str, ...]:
        return tuple(f"{name}:{self.port}" for name in _NAMES)
