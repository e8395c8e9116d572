-- Version 2 of onsite.db: what happens around the interviews.

-- Journals of the study week and of the drills: `body` is the JSON of an entry, `kind` says whose.
CREATE TABLE journal (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    session INTEGER REFERENCES session (number),  -- the session whose words are in it, if any
    body TEXT NOT NULL
) STRICT;

CREATE INDEX journal_of_kind ON journal (kind, number);
CREATE INDEX journal_of_session ON journal (session);
