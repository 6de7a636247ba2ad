-- Version 2: how a source behaves, what publishers changed, and what they took back.

-- More of model.FetchState.
ALTER TABLE sources ADD COLUMN next_why    TEXT;                        -- why next_fetch lies where it lies
ALTER TABLE sources ADD COLUMN moved_times INTEGER NOT NULL DEFAULT 0;  -- answers in a row that led to moved_to for good
ALTER TABLE sources ADD COLUMN http_status INTEGER;
ALTER TABLE sources ADD COLUMN size        INTEGER;                     -- bytes of the last whole answer, as sent
ALTER TABLE sources ADD COLUMN requests    INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sources ADD COLUMN unmodified  INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sources ADD COLUMN received    INTEGER NOT NULL DEFAULT 0;  -- bytes
ALTER TABLE sources ADD COLUMN saved       INTEGER NOT NULL DEFAULT 0;  -- bytes not sent again
ALTER TABLE sources ADD COLUMN wishes      TEXT;                        -- what its publisher asks, as fetch.wishes packs it
-- The articles of the last document, as the journal packs them: what is missing from the next has vanished.
ALTER TABLE sources ADD COLUMN listed      BLOB;

-- What went wrong with a source: one row for the same trouble several times in a row; the latest few are kept.
CREATE TABLE troubles (
    source INTEGER NOT NULL REFERENCES sources (key),
    first  INTEGER NOT NULL,               -- Unix seconds
    last   INTEGER NOT NULL,
    times  INTEGER NOT NULL,
    status INTEGER,                        -- of HTTP, where a host answered
    error  TEXT    NOT NULL,
    PRIMARY KEY (source, first)
) WITHOUT ROWID;

-- What an article said before its publisher changed it.
CREATE TABLE revisions (
    id      INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    until   INTEGER NOT NULL,              -- when it was seen to say something else, Unix seconds
    title   TEXT    NOT NULL,
    updated TEXT,
    summary TEXT,
    text    TEXT    NOT NULL,
    html    TEXT
);
-- The revisions of an article, oldest first.
CREATE INDEX revisions_of_article ON revisions (article, until);

-- Articles that their publisher took out of a document while older ones stayed in it.
CREATE TABLE vanished (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    at      INTEGER NOT NULL               -- when that was seen, Unix seconds
);

-- A refresh of 1000 sources is some 200 segments. Merging 96 of them at once, in the middle of it, took half a second.
INSERT INTO search (search, rank) VALUES ('crisismerge', 800);

-- The writer counts new articles by the source and not one by one, which makes adding them a third faster.
DROP TRIGGER articles_added;
CREATE TRIGGER articles_added AFTER INSERT ON articles WHEN NOT EXISTS (SELECT 1 FROM counted_at_once) BEGIN
    INSERT INTO totals (kind, key, total, unread)
        VALUES (0, 0, 1, 1 - new.read), (1, new.category, 1, 1 - new.read), (2, new.source, 1, 1 - new.read),
               (3, 0, new.starred, new.starred * (1 - new.read))
        ON CONFLICT (kind, key) DO UPDATE SET total = total + excluded.total, unread = unread + excluded.unread;
    INSERT INTO spans (kind, key, span, total, unread)
        VALUES (0, 0, new.place >> 44, 1, 1 - new.read), (1, new.category, new.place >> 44, 1, 1 - new.read),
               (2, new.source, new.place >> 44, 1, 1 - new.read)
        ON CONFLICT (kind, key, span) DO UPDATE SET total = total + excluded.total, unread = unread + excluded.unread;
END;
