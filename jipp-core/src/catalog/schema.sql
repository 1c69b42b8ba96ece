-- The tables of a jipp catalog, format 4. Columns named `data` hold JSON. Times are texts: `2024-10-18` or a moment with its zone.
--
-- Three kinds of tables:
--   history   only grows: triggers refuse UPDATE and DELETE
--   current   what holds now, derived from history; every import writes down what it replaced (`undo`), so it can be taken back
--   support   search index, settings, the undo journal
--
-- Reading is safe with any SQLite tool. Writing is not: the rules between tables are kept by jipp and asked by `jipp catalog check`.

-- support: settings of this catalog (version of jipp, link settings and model, survivorship rules)
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
-- support: one row; `version` grows with every change of what the directory shows
CREATE TABLE catalog_version (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL) STRICT;
INSERT INTO catalog_version VALUES (1, 1);

-- history: one row for each file that was taken in
CREATE TABLE import (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL,                -- name of the file, without its folder
  system TEXT NOT NULL,              -- panrb_kipp, kemendagri_iga, lan_inoland, jippnas, generic
  at TEXT,                           -- when, if the caller said so
  rows INTEGER NOT NULL,             -- rows read = added + changed + unchanged
  added INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,        -- same hash as the version at hand: skipped
  quarantined INTEGER NOT NULL,      -- of added and changed: kept out for correction
  noted INTEGER NOT NULL CHECK (noted IN (0, 1)), -- whether `undo` holds what it replaced; not so for the files of one build
  data TEXT NOT NULL                 -- what the reader found out about the file
) STRICT;
-- history: imports that were taken back
CREATE TABLE import_undone (import_id INTEGER PRIMARY KEY REFERENCES import, at TEXT) STRICT;

-- history: rows of an import that were there already, and the version they repeat
CREATE TABLE unchanged (
  import_id INTEGER NOT NULL REFERENCES import,
  record_id TEXT NOT NULL,
  version_import INTEGER NOT NULL,
  PRIMARY KEY (import_id, record_id)
) STRICT, WITHOUT ROWID;
-- history: every version of every source record, exactly as received (`raw`) and as read (`data`)
CREATE TABLE source_version (
  record_id TEXT NOT NULL,
  import_id INTEGER NOT NULL REFERENCES import,
  file TEXT NOT NULL,
  row INTEGER NOT NULL,
  hash TEXT NOT NULL,                -- SHA-256 of the cells
  status TEXT NOT NULL CHECK (status IN ('accepted', 'quarantined')),
  raw TEXT NOT NULL,
  notes TEXT NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (record_id, import_id)
) STRICT;
-- history: personal data of source records, apart from everything else; never exported, dumped or searched
CREATE TABLE restricted (
  record_id TEXT NOT NULL,
  import_id INTEGER NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (record_id, import_id),
  FOREIGN KEY (record_id, import_id) REFERENCES source_version
) STRICT;
-- current: the version of each source record that holds now
CREATE TABLE source_record (
  record_id TEXT PRIMARY KEY,
  import_id INTEGER NOT NULL,
  system TEXT NOT NULL,
  external_id TEXT,
  year INTEGER,
  file TEXT NOT NULL,
  row INTEGER NOT NULL,
  hash TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('accepted', 'quarantined')),
  names TEXT NOT NULL,               -- by which a new record finds it: its names and its region; empty if quarantined
  FOREIGN KEY (record_id, import_id) REFERENCES source_version
) STRICT;
CREATE INDEX source_record_hash ON source_record (hash);
CREATE INDEX source_record_import ON source_record (import_id, record_id);
CREATE INDEX source_record_status ON source_record (status, system);
-- history: what the rules found in a version of a record (or, without record, in a file), in both languages
CREATE TABLE finding (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import,
  code TEXT NOT NULL,
  severity TEXT NOT NULL,
  record_id TEXT,
  field TEXT,
  data TEXT NOT NULL
) STRICT;
CREATE INDEX finding_record ON finding (record_id);
CREATE INDEX finding_import ON finding (import_id, record_id, severity);

-- current: merged innovations; `data` names the source of every field
CREATE TABLE innovation (
  id TEXT PRIMARY KEY,               -- the record id of its primary source record
  title TEXT NOT NULL,
  agency_code TEXT,
  region_code TEXT,
  year INTEGER,
  other_titles TEXT NOT NULL,
  data TEXT NOT NULL
) STRICT;
CREATE INDEX innovation_agency ON innovation (agency_code);
-- current: which source record stands behind which innovation
CREATE TABLE member (record_id TEXT PRIMARY KEY REFERENCES source_record, innovation_id TEXT NOT NULL REFERENCES innovation DEFERRABLE INITIALLY DEFERRED) STRICT;
CREATE INDEX member_innovation ON member (innovation_id);
-- current: what the linkage said of two source records; left < right
CREATE TABLE pair (
  left_id TEXT NOT NULL REFERENCES source_record,
  right_id TEXT NOT NULL REFERENCES source_record,
  kind TEXT NOT NULL CHECK (kind IN ('duplicate', 'version', 'replication', 'related')),
  probability REAL NOT NULL,
  origin_id TEXT,                    -- the one of the two that the text of the other names as that from which it comes
  PRIMARY KEY (left_id, right_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX pair_right ON pair (right_id);
-- current: two innovations that hang together without being one; left < right
CREATE TABLE link (
  left_id TEXT NOT NULL REFERENCES innovation DEFERRABLE INITIALLY DEFERRED,
  right_id TEXT NOT NULL REFERENCES innovation DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL CHECK (kind IN ('version', 'replication', 'related')),
  probability REAL NOT NULL,
  origin_id TEXT,                    -- the same, of innovations
  PRIMARY KEY (left_id, right_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_right ON link (right_id);

-- history: what a person decided about two source records; the last word counts
CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  left_id TEXT NOT NULL,
  right_id TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'open')),
  by TEXT NOT NULL,                  -- a role or an agency, never a person
  at TEXT,
  reason TEXT,
  CHECK (left_id < right_id)
) STRICT;
CREATE INDEX decision_pair ON decision (left_id, right_id);
-- history: values that a curator sets; they survive every import. `value` NULL takes the override back
CREATE TABLE field_override (
  id INTEGER PRIMARY KEY,
  record_id TEXT NOT NULL,           -- any source record of the innovation
  field TEXT NOT NULL,
  value TEXT,
  by TEXT NOT NULL,
  at TEXT,
  reason TEXT
) STRICT;
CREATE INDEX field_override_record ON field_override (record_id);
-- history: does it still run? (STS-01, STS-06)
CREATE TABLE status_update (
  id INTEGER PRIMARY KEY,
  record_id TEXT NOT NULL,           -- any source record of the innovation
  at TEXT NOT NULL,
  status TEXT NOT NULL,              -- vocabulary status_keberlanjutan
  reason TEXT,
  stopped_on TEXT,
  evidence TEXT,
  by TEXT NOT NULL,
  role TEXT,
  campaign_id TEXT
) STRICT;
CREATE INDEX status_update_record ON status_update (record_id, at);
-- history: judgements of records by another agency than the one that updated them (STS-05)
CREATE TABLE validation (
  id INTEGER PRIMARY KEY,
  record_id TEXT NOT NULL,
  update_id INTEGER REFERENCES status_update,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('verified', 'rejected')),
  note TEXT
) STRICT;
CREATE INDEX validation_record ON validation (record_id);

-- support: the steps that each state machine allows; written by jipp from its types, from '' is the beginning
CREATE TABLE transition (machine TEXT NOT NULL, from_state TEXT NOT NULL, to_state TEXT NOT NULL, PRIMARY KEY (machine, from_state, to_state)) STRICT, WITHOUT ROWID;
-- history: every step of every state machine; the last row of a subject is its state
CREATE TABLE state_log (
  id INTEGER PRIMARY KEY,
  machine TEXT NOT NULL,             -- record, campaign_item, replication, moderation
  subject TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  at TEXT,
  by TEXT,
  note TEXT
) STRICT;
CREATE INDEX state_log_subject ON state_log (machine, subject, id);

-- history: an update campaign (pemutakhiran), and what it asks about
CREATE TABLE campaign (id TEXT PRIMARY KEY, name TEXT NOT NULL, starts TEXT NOT NULL, due TEXT, data TEXT NOT NULL) STRICT;
CREATE TABLE campaign_item (
  campaign_id TEXT NOT NULL REFERENCES campaign,
  record_id TEXT NOT NULL,           -- the innovation when the campaign began; a source record, so it survives merging
  agency_code TEXT,
  agency TEXT NOT NULL,
  province TEXT,
  sector TEXT,
  PRIMARY KEY (campaign_id, record_id)
) STRICT, WITHOUT ROWID;

-- current: adoptions by others; the stage is that of the last row of state_log
CREATE TABLE replication (id TEXT PRIMARY KEY, origin_id TEXT, replicator_code TEXT, region_code TEXT, stage TEXT NOT NULL, data TEXT NOT NULL) STRICT;
CREATE INDEX replication_origin ON replication (origin_id);
-- current: hubs, and what each answered to an instrument of maturity
CREATE TABLE hub (agency_code TEXT PRIMARY KEY, data TEXT NOT NULL) STRICT;
CREATE TABLE hub_member (hub_code TEXT NOT NULL REFERENCES hub, agency_code TEXT NOT NULL, PRIMARY KEY (hub_code, agency_code)) STRICT, WITHOUT ROWID;
CREATE TABLE hub_response (hub_code TEXT NOT NULL REFERENCES hub, instrument TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (hub_code, instrument)) STRICT, WITHOUT ROWID;
CREATE TABLE hub_instrument (id TEXT PRIMARY KEY, data TEXT NOT NULL) STRICT;
-- current: news, guides and tutorials, and the innovations that they are about
CREATE TABLE article (id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, data TEXT NOT NULL) STRICT;
CREATE TABLE article_innovation (article_id TEXT NOT NULL REFERENCES article, record_id TEXT NOT NULL, PRIMARY KEY (article_id, record_id)) STRICT, WITHOUT ROWID;
-- history: interest, question, answer, rating, bookmark; counters are counted, never stored
CREATE TABLE interaction (
  id INTEGER PRIMARY KEY,
  record_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('interest', 'question', 'answer', 'rating', 'bookmark')),
  by TEXT NOT NULL,                  -- an account or an agency, never a person's name
  at TEXT NOT NULL,
  text TEXT,
  rating INTEGER CHECK (rating BETWEEN 1 AND 5),
  reply_to INTEGER REFERENCES interaction,
  CHECK ((kind = 'rating') = (rating IS NOT NULL))
) STRICT;
CREATE INDEX interaction_record ON interaction (record_id);

-- support: what an import replaced, row by row, so that it can be taken back; `before` NULL: there was none
CREATE TABLE undo (
  import_id INTEGER NOT NULL REFERENCES import,
  seq INTEGER NOT NULL,
  tbl TEXT NOT NULL,
  key TEXT NOT NULL,
  before TEXT,
  PRIMARY KEY (import_id, seq)
) STRICT, WITHOUT ROWID;
-- support: the search index. `base` holds every innovation as of its version; `delta` those that changed since, `hidden` what
-- they were before. `length` is the length of the part in bytes
CREATE TABLE search_index (part TEXT PRIMARY KEY CHECK (part IN ('base', 'delta', 'hidden')), version INTEGER NOT NULL, length INTEGER NOT NULL) STRICT;
-- support: the bytes of the parts, 65,536 in each chunk but the last, so that a question reads only what it needs
CREATE TABLE search_chunk (
  part TEXT NOT NULL,
  seq INTEGER NOT NULL,
  crc32 INTEGER NOT NULL,            -- checksum of `data`
  data BLOB NOT NULL,
  PRIMARY KEY (part, seq)
) STRICT;

-- support: innovations that changed since `base` was written
CREATE TABLE search_changed (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- History only grows.
CREATE TRIGGER import_no_update BEFORE UPDATE ON import BEGIN SELECT raise(ABORT, 'import is history: it only grows'); END;
CREATE TRIGGER import_no_delete BEFORE DELETE ON import BEGIN SELECT raise(ABORT, 'import is history: it only grows'); END;
CREATE TRIGGER import_undone_no_update BEFORE UPDATE ON import_undone BEGIN SELECT raise(ABORT, 'import_undone is history: it only grows'); END;
CREATE TRIGGER import_undone_no_delete BEFORE DELETE ON import_undone BEGIN SELECT raise(ABORT, 'import_undone is history: it only grows'); END;
CREATE TRIGGER unchanged_no_update BEFORE UPDATE ON unchanged BEGIN SELECT raise(ABORT, 'unchanged is history: it only grows'); END;
CREATE TRIGGER unchanged_no_delete BEFORE DELETE ON unchanged BEGIN SELECT raise(ABORT, 'unchanged is history: it only grows'); END;
CREATE TRIGGER source_version_no_update BEFORE UPDATE ON source_version BEGIN SELECT raise(ABORT, 'source_version is history: it only grows'); END;
CREATE TRIGGER source_version_no_delete BEFORE DELETE ON source_version BEGIN SELECT raise(ABORT, 'source_version is history: it only grows'); END;
CREATE TRIGGER restricted_no_update BEFORE UPDATE ON restricted BEGIN SELECT raise(ABORT, 'restricted is history: it only grows'); END;
CREATE TRIGGER restricted_no_delete BEFORE DELETE ON restricted BEGIN SELECT raise(ABORT, 'restricted is history: it only grows'); END;
CREATE TRIGGER finding_no_update BEFORE UPDATE ON finding BEGIN SELECT raise(ABORT, 'finding is history: it only grows'); END;
CREATE TRIGGER finding_no_delete BEFORE DELETE ON finding BEGIN SELECT raise(ABORT, 'finding is history: it only grows'); END;
CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision BEGIN SELECT raise(ABORT, 'decision is history: it only grows'); END;
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision BEGIN SELECT raise(ABORT, 'decision is history: it only grows'); END;
CREATE TRIGGER field_override_no_update BEFORE UPDATE ON field_override BEGIN SELECT raise(ABORT, 'field_override is history: it only grows'); END;
CREATE TRIGGER field_override_no_delete BEFORE DELETE ON field_override BEGIN SELECT raise(ABORT, 'field_override is history: it only grows'); END;
CREATE TRIGGER status_update_no_update BEFORE UPDATE ON status_update BEGIN SELECT raise(ABORT, 'status_update is history: it only grows'); END;
CREATE TRIGGER status_update_no_delete BEFORE DELETE ON status_update BEGIN SELECT raise(ABORT, 'status_update is history: it only grows'); END;
CREATE TRIGGER validation_no_update BEFORE UPDATE ON validation BEGIN SELECT raise(ABORT, 'validation is history: it only grows'); END;
CREATE TRIGGER validation_no_delete BEFORE DELETE ON validation BEGIN SELECT raise(ABORT, 'validation is history: it only grows'); END;
CREATE TRIGGER state_log_no_update BEFORE UPDATE ON state_log BEGIN SELECT raise(ABORT, 'state_log is history: it only grows'); END;
CREATE TRIGGER state_log_no_delete BEFORE DELETE ON state_log BEGIN SELECT raise(ABORT, 'state_log is history: it only grows'); END;
CREATE TRIGGER campaign_no_update BEFORE UPDATE ON campaign BEGIN SELECT raise(ABORT, 'campaign is history: it only grows'); END;
CREATE TRIGGER campaign_no_delete BEFORE DELETE ON campaign BEGIN SELECT raise(ABORT, 'campaign is history: it only grows'); END;
CREATE TRIGGER campaign_item_no_update BEFORE UPDATE ON campaign_item BEGIN SELECT raise(ABORT, 'campaign_item is history: it only grows'); END;
CREATE TRIGGER campaign_item_no_delete BEFORE DELETE ON campaign_item BEGIN SELECT raise(ABORT, 'campaign_item is history: it only grows'); END;
CREATE TRIGGER interaction_no_update BEFORE UPDATE ON interaction BEGIN SELECT raise(ABORT, 'interaction is history: it only grows'); END;
CREATE TRIGGER interaction_no_delete BEFORE DELETE ON interaction BEGIN SELECT raise(ABORT, 'interaction is history: it only grows'); END;

-- A step that the state machine does not allow cannot be written, nor one that does not start where its subject is.
CREATE TRIGGER state_log_step BEFORE INSERT ON state_log BEGIN
  SELECT raise(ABORT, 'invalid transition') WHERE NOT EXISTS
    (SELECT 1 FROM transition WHERE machine = NEW.machine AND from_state = NEW.from_state AND to_state = NEW.to_state);
  SELECT raise(ABORT, 'invalid transition') WHERE NEW.from_state <> coalesce(
    (SELECT to_state FROM state_log WHERE machine = NEW.machine AND subject = NEW.subject ORDER BY id DESC LIMIT 1), '');
END;
-- Whoever updates a record does not validate it (STS-05).
CREATE TRIGGER validation_by_another BEFORE INSERT ON validation WHEN NEW.update_id IS NOT NULL BEGIN
  SELECT raise(ABORT, 'the validator is the updater') WHERE EXISTS
    (SELECT 1 FROM status_update WHERE id = NEW.update_id AND lower(by) = lower(NEW.by));
END;
-- The stage of a replication is what its log says.
CREATE TRIGGER replication_stage AFTER UPDATE OF stage ON replication WHEN OLD.stage <> NEW.stage BEGIN
  SELECT raise(ABORT, 'invalid transition') WHERE NEW.stage <> coalesce(
    (SELECT to_state FROM state_log WHERE machine = 'replication' AND subject = NEW.id ORDER BY id DESC LIMIT 1), '');
END;
