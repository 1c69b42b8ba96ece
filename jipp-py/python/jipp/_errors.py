"""Errors that are noticed in Python, as the compiled part raises them."""

from __future__ import annotations

# known to checkers of types; `typing` itself would be half of the time that `import jipp` takes
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from ._jipp import SettingsError


def wrong(message: str, code: str = "settings_invalid", **details: Any) -> SettingsError:
    """A setting, option or id that is wrong."""
    from ._jipp import SettingsError

    error = SettingsError(message)
    error.code, error.details = code, details
    return error


def of_number(function: Callable[..., Any], given: tuple[Any, ...], keywords: Mapping[str, Any]) -> SettingsError:
    """What to say of a number that is negative or too large."""
    import inspect

    try:
        named = inspect.signature(function).bind_partial(*given, **keywords).arguments
    except (TypeError, ValueError):
        named = dict(keywords)
    wrong_ones = [(name, value) for name, value in named.items() if isinstance(value, int) and not 0 <= value < 2**31]
    told = ", ".join(f"`{name}` is {value}" for name, value in wrong_ones) or "a number is out of range"
    return wrong(f"{told}: a whole number from 0 on is wanted", problems=[name for name, _ in wrong_ones])


def of_text(error: UnicodeEncodeError) -> SettingsError:
    """What to say of a text that is none: half of a pair of surrogates stands alone in it."""
    part = error.object[error.start : error.end]
    around = error.object[max(0, error.start - 20) : error.end + 20].encode("ascii", "backslashreplace").decode()
    return wrong(
        f"`{around}` is no text: {part!r} is half a character; read the file with its real encoding, or take it out with "
        '`text.encode("utf-8", "ignore").decode()`'
    )
