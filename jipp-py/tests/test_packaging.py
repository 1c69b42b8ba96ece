"""What goes out to others has its licences."""

import tomllib

from conftest import ROOT

HERE = ROOT / "jipp-py"


def test_copies_of_licences_are_those_of_the_project() -> None:
    for name in ("LICENSE-APACHE", "LICENSE-MIT"):
        assert (HERE / name).read_bytes() == (ROOT / name).read_bytes(), name
    data = (ROOT / "jipp-core" / "data" / "LICENCES.md").read_bytes()
    assert (HERE / "LICENCES-data.md").read_bytes() == data, "copy jipp-core/data/LICENCES.md to jipp-py/LICENCES-data.md"


def test_every_licence_goes_out() -> None:
    project = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    sent = {path.name for pattern in project["license-files"] for path in HERE.glob(pattern)}
    assert sent == {path.name for path in HERE.glob("LICEN[CS]E*")}
    assert {"LICENSE-APACHE", "LICENSE-MIT", "LICENCES-data.md", "LICENCES-map.md"} <= sent
