"""What jipp raises. Every exception has `code`, a stable slug that is the same in Rust, Python and JavaScript.

```
JippError
├── IngestError     a file or table cannot be read at all
├── SettingsError   a setting, option or id is wrong
├── ReportError     reports cannot be put together, declared figures not be read, a feedback file not be made
├── ScoreError      the innovation index of a region cannot be computed
├── SearchError     an index cannot be built, opened or asked
└── CatalogError    a catalog cannot be written or opened
```

What the operating system refuses is raised as Python does: `FileNotFoundError`, `PermissionError`, another `OSError`.
"""

from ._jipp import CatalogError, IngestError, JippError, ReportError, ScoreError, SearchError, SettingsError

__all__ = ["CatalogError", "IngestError", "JippError", "ReportError", "ScoreError", "SearchError", "SettingsError"]
