-- The tables of a jipp catalog, format 1. Columns named `data` hold JSON.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE file (id INTEGER PRIMARY KEY, name TEXT NOT NULL, system TEXT NOT NULL, rows INTEGER NOT NULL, data TEXT NOT NULL) STRICT;
-- One row for each data row of each file, exactly as received.
CREATE TABLE source_record (
  record_id TEXT PRIMARY KEY,
  system TEXT NOT NULL,
  external_id TEXT,
  year INTEGER,
  file TEXT NOT NULL,
  row INTEGER NOT NULL,
  hash TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('accepted', 'quarantined')),
  raw TEXT NOT NULL,
  notes TEXT NOT NULL
) STRICT;
-- Personal data of source records: never exported.
CREATE TABLE restricted (record_id TEXT PRIMARY KEY REFERENCES source_record, data TEXT NOT NULL) STRICT;
CREATE TABLE innovation (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  agency_code TEXT,
  region_code TEXT,
  year INTEGER,
  other_titles TEXT NOT NULL,
  data TEXT NOT NULL
) STRICT;
-- Which source record stands behind which innovation.
CREATE TABLE member (record_id TEXT PRIMARY KEY REFERENCES source_record, innovation_id TEXT NOT NULL REFERENCES innovation) STRICT;
CREATE INDEX member_innovation ON member (innovation_id);
CREATE TABLE link (
  left_id TEXT NOT NULL REFERENCES innovation,
  right_id TEXT NOT NULL REFERENCES innovation,
  kind TEXT NOT NULL,
  probability REAL NOT NULL,
  PRIMARY KEY (left_id, right_id)
) STRICT;
CREATE TABLE finding (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  severity TEXT NOT NULL,
  record_id TEXT REFERENCES source_record,
  field TEXT,
  data TEXT NOT NULL
) STRICT;
CREATE INDEX finding_record ON finding (record_id);
-- The search index as one file; `id` is always 1.
CREATE TABLE search_index (id INTEGER PRIMARY KEY CHECK (id = 1), data BLOB NOT NULL) STRICT;
