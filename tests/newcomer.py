"""A person who sets a service up for the first time, by forms alone."""

import re
from dataclasses import dataclass, field
from typing import Any

import httpx2

ASKED = {
    "": ("goal", "level", "template"),
    "/hours": ("timezone", "weekdays", "weekend", "sleep"),
    "/calendar": ("road", "address", "own_network", "client", "do"),
}
USUAL = {
    "goal": "balanced",
    "level": "intermediate",
    "template": "",
    "timezone": "Europe/Berlin",
    "weekdays": "06:00-22:00",
    "weekend": "06:00-22:00",
    "sleep": "22:30-06:00",
    "road": "none",
}
"""What somebody in a hurry answers."""


@dataclass
class Newcomer:
    """A browser without JavaScript: it keeps cookies, follows redirects, and sends each form's own token."""

    address: str
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.client = httpx2.Client(
            base_url=self.address,
            headers=self.headers,
            follow_redirects=True,
            trust_env=False,
            timeout=60,
        )

    def close(self) -> None:
        self.client.close()

    def see(self, path: str) -> httpx2.Response:
        return self.client.get(path)

    def enter(self, step: str, **said: str) -> httpx2.Response:
        """Send the form of a step, in a hurry but for what is said."""
        usual = {name: USUAL[name] for name in ASKED[step] if name in USUAL}
        return self.send(f"/set-up{step}", {**usual, **said})

    def send(self, path: str, said: dict[str, str], **how: Any) -> httpx2.Response:
        (token,) = set(re.findall(r'name="csrf" value="([^"]+)"', self.see(path).text))
        return self.client.post(path, data={"csrf": token, **said}, **how)

    def set_up(self, *, week: bool = True, **said: str) -> httpx2.Response:
        """Answer every step; the last page seen, or the answer to the last step."""
        for step, asked in ASKED.items():
            seen = self.enter(step, **{name: said[name] for name in asked if name in said})
        return self.send("/set-up/week", {}, follow_redirects=False) if week else seen
