-- Version 2 of onsite.db: what happens around the interviews, and what was found in them.

-- Journals of the study week and of the drills: `body` is the JSON of an entry, `kind` says whose.
CREATE TABLE journal (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    session INTEGER REFERENCES session (number),  -- the session whose words are in it, if any
    body TEXT NOT NULL
) STRICT;

CREATE INDEX journal_of_kind ON journal (kind, number);
CREATE INDEX journal_of_session ON journal (session);

-- What the judge found in a session that was scored: derived from its events and its content by the
-- scorer that is named, and written with the events that change it. A session without a row, or
-- with one of another scorer, is judged again when somebody wants to know.
CREATE TABLE judged (
    session INTEGER PRIMARY KEY REFERENCES session (number),
    scorer TEXT NOT NULL,
    guess INTEGER                 -- the candidate's own, 0 to 100
) STRICT;

CREATE TABLE judged_step (
    session INTEGER NOT NULL REFERENCES session (number),
    step TEXT NOT NULL,
    score REAL,                   -- 0 to 100; NULL: nothing in it counts
    planned_ms INTEGER,           -- of box time; NULL: untimed
    spent_ms INTEGER NOT NULL,
    PRIMARY KEY (session, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE judged_criterion (
    session INTEGER NOT NULL REFERENCES session (number),
    criterion TEXT NOT NULL,
    step TEXT NOT NULL,
    shared INTEGER NOT NULL,      -- whether every prompt asks for it
    weight REAL NOT NULL,         -- at the session's level
    verdict INTEGER NOT NULL,     -- in halves: 0 missed, 1 partly, 2 met
    reviewed INTEGER,             -- the candidate's, where it counts
    PRIMARY KEY (session, criterion)
) STRICT, WITHOUT ROWID;

-- What was to be done better is looked up at every start, among all the events of the newest sessions.
CREATE INDEX event_improvement ON event (session, seq)
    WHERE instr(body, '"kind":"improvement"') > 0;
