-- A database of version 1 as it was released, with one of everything. Never to be changed:
-- new versions get a file of their own.
PRAGMA journal_mode = WAL;
PRAGMA user_version = 1;

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

INSERT INTO session VALUES (1, 'mkd7w2ha', 'url-shortener', 'mock', 'mid', 'finished', 1760000000000,
    2700000, 1, 3000, 'b', 8000, 1760000003000, 71.5, NULL, 'meets', 'terminal', 0);
INSERT INTO event VALUES (1, 1, '{"version":{"major":1,"minor":0},"seq":1,"at":{"boot":"b","boot_ms":6000,"wall_ms":1760000001000},"elapsed_ms":1000,"event":{"kind":"started","session":"mkd7w2ha","prompt":"url-shortener","mode":"mock","level":"mid","box_ms":2700000,"steps":[],"rate":1,"rehearsal":false,"input":"terminal","seed":1,"prompt_sha256":"","rubric_sha256":"","lexicon_sha256":"","program":"0.1.0"}}');
INSERT INTO event VALUES (1, 2, '{"version":{"major":1,"minor":0},"seq":2,"at":{"boot":"b","boot_ms":7000,"wall_ms":1760000002000},"elapsed_ms":2000,"event":{"kind":"added","step":"api","line":"typed","text":"line 2"}}');
INSERT INTO event VALUES (1, 3, '{"version":{"major":1,"minor":0},"seq":3,"at":{"boot":"b","boot_ms":8000,"wall_ms":1760000003000},"elapsed_ms":3000,"event":{"kind":"added","step":"api","line":"typed","text":"line 3"}}');
INSERT INTO draft VALUES (1, 'scale', 'and ü', 2, 'b', 5009, 1760000000009);
INSERT INTO content VALUES
    ('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a', 'prompt', x'7b7d');
