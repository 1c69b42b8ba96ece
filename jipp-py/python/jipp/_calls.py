"""A call with an argument that does not exist says which one may have been meant.

Compiled functions do not say so by themselves in any version of Python. They are wrapped once, when the package is imported; a wrapped
function keeps name, signature, documentation and pickling, and its own errors pass as they are.
"""

from __future__ import annotations

from types import BuiltinFunctionType, MethodDescriptorType

# known to checkers of types; `typing` itself would be half of the time that `import jipp` takes
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

COLUMNS = "both tables need the same column names; `settings` may say which columns are compared"
# what other libraries call it; an argument is told only where a function has it
ELSEWHERE = {
    "cutoff": "threshold",
    "date": "as_of",
    "id_column": "id",
    "k": "limit",
    "language": "lang",
    "match_probability": "threshold",
    "n": "limit",
    "sep": "delimiter",
    "size": "limit",
    "today": "as_of",
    "top_k": "limit",
    "unique_id": "id",
    "verbose": "progress",
}


def install(package: dict[str, Any]) -> None:
    """Wraps the functions of the package, and the methods of its classes."""
    for name, value in list(package.items()):
        if isinstance(value, BuiltinFunctionType):
            package[name] = _told(value, package["__name__"])
        elif isinstance(value, type) and value.__module__ == package["__name__"] and not issubclass(value, BaseException):
            for member, function in list(vars(value).items()):
                if member.startswith("_"):
                    continue
                if isinstance(function, MethodDescriptorType):
                    setattr(value, member, _told(function, value.__module__))
                elif isinstance(function, staticmethod):
                    setattr(value, member, staticmethod(_told(function.__func__, value.__module__)))


def _told(function: Callable[..., Any], module: str) -> Callable[..., Any]:
    def call(*args: Any, **keywords: Any) -> Any:
        __tracebackhide__ = True  # notebooks and pytest show the caller
        try:
            return function(*args, **keywords)
        except TypeError as error:
            if keywords:
                _explain(error, function, keywords)
            raise
        except OverflowError:
            from . import _errors

            raise _errors.of_number(function, args, keywords) from None
        except UnicodeEncodeError as error:
            from . import _errors

            raise _errors.of_text(error) from None

    call.__module__ = module
    call.__name__, call.__qualname__, call.__doc__ = function.__name__, function.__qualname__, function.__doc__
    call.__wrapped__ = function  # type: ignore[attr-defined]
    return call


def _explain(error: TypeError, function: Callable[..., Any], keywords: dict[str, Any]) -> None:
    import inspect

    from . import _names

    said = str(error)
    wrong = next((name for name in keywords if said.endswith(f"() got an unexpected keyword argument '{name}'")), None)
    if wrong is None or said.split("(")[0].split(".")[-1] != function.__name__:
        return  # raised by something that was called within
    known = [name for name in inspect.signature(function).parameters if name != "self"]
    elsewhere = {name: f"did you mean `{meant}`?" for name, meant in ELSEWHERE.items() if meant in known}
    if "right" in known:
        elsewhere |= dict.fromkeys(("on", "left_on", "right_on"), COLUMNS)
    told = _names.meant(wrong, known, elsewhere)
    error.args = (said + (told or f"; it takes {', '.join(f'`{name}`' for name in known)}"),)
