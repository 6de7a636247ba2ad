"""The limits of requests, from the settings."""

from __future__ import annotations

from tuinews.refresh.messages import Limits
from tuinews.settings.config import Config


def limits(config: Config, spacing: float = 1.0, ahead: int = 0) -> Limits:
    """The limits of requests as the settings have them."""
    asked = config.refresh
    return Limits(
        user_agent=asked.user_agent,
        parallel=asked.parallel,
        per_host=asked.per_host,
        deadline=asked.timeout_seconds,
        max_body=asked.max_body_mb * 2**20,
        proxy=asked.proxy,
        spacing=spacing,
        ahead=ahead,
    )
