//! The committed JSON Schema is that of the wire types.

use std::fs;

use crate::support::root;

/// `UPDATE=1 cargo test -p jipp-core --features cli,schema schema` writes it again.
#[test]
fn the_json_schema_is_current() {
    let path = root().join("docs/schema/wire.schema.json");
    let schema = serde_json::to_string_pretty(&jipp_core::wire::json_schema()).unwrap() + "\n";
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &schema).unwrap();
    }
    let current = fs::read_to_string(&path).unwrap_or_default() == schema;
    assert!(current, "docs/schema/wire.schema.json is stale: run with UPDATE=1");
}
