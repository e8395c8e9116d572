-- Version 1 of onsite.db. A released version is never changed: the next one is 2.sql.

-- "onst", so that `file` and we can tell our database from another program's.
PRAGMA application_id = 1869509492;

-- A row a session. Everything but `number` and `id` is derived from its events.
CREATE TABLE session (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    prompt TEXT NOT NULL,
    mode TEXT NOT NULL,
    level TEXT NOT NULL,
    state TEXT NOT NULL,
    started_ms INTEGER NOT NULL,  -- milliseconds since 1970, UTC
    box_ms INTEGER,               -- NULL: untimed
    rate INTEGER NOT NULL,
    spent_ms INTEGER NOT NULL,    -- of box time, at the last reading
    last_boot TEXT NOT NULL,      -- the last reading of the clocks
    last_boot_ms INTEGER NOT NULL,
    last_wall_ms INTEGER NOT NULL,
    total REAL,
    reviewed_total REAL,
    verdict TEXT,
    input TEXT NOT NULL,
    rehearsal INTEGER NOT NULL
) STRICT;

CREATE INDEX session_newest ON session (rehearsal, started_ms);
CREATE INDEX session_of_prompt ON session (rehearsal, prompt, started_ms);
CREATE INDEX session_started ON session (started_ms);
-- Few rows, so that looking for what is unfinished does not grow with the history.
CREATE INDEX session_unfinished ON session (started_ms) WHERE state IN ('running', 'paused');

-- The events: `body` is the JSON of a record, with its version.
CREATE TABLE event (
    session INTEGER NOT NULL REFERENCES session (number),
    seq INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (session, seq)
) STRICT, WITHOUT ROWID;

-- What is being typed and not yet part of an answer: at most one a session.
CREATE TABLE draft (
    session INTEGER PRIMARY KEY REFERENCES session (number),
    step TEXT NOT NULL,
    text TEXT NOT NULL,
    editing INTEGER,              -- the line that is corrected; NULL: a new line
    at_boot TEXT NOT NULL,
    at_boot_ms INTEGER NOT NULL,
    at_wall_ms INTEGER NOT NULL
) STRICT;

-- Prompts, resolved rubrics and lexicons as they were, once for all sessions that share them.
CREATE TABLE content (
    sha256 TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT;
