"""What jipp raises. Every exception has `code`, a stable slug that is the same in Rust, Python and JavaScript.

```
JippError
├── IngestError     a file or table cannot be read at all
├── SettingsError   a setting, option or id is wrong
├── SearchError     an index cannot be built, opened or asked
└── CatalogError    a catalog cannot be written or opened
```

What the operating system refuses is raised as Python does: `FileNotFoundError`, `PermissionError`, another `OSError`.
"""

from ._jipp import CatalogError, IngestError, JippError, SearchError, SettingsError

__all__ = ["CatalogError", "IngestError", "JippError", "SearchError", "SettingsError"]
