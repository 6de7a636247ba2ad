-- The library of tuinews, version 1. Needs SQLite 3.34 with FTS5.
--
-- An article's "place" is (sort << 28) | id, where sort is the Unix second it is listed under: one integer that
-- orders every list (newest first is descending by place), names a point in it, and is the article's row in the
-- full-text index, so that a search yields its newest hits first without sorting.

CREATE TABLE categories (
    key      INTEGER PRIMARY KEY,
    name     TEXT    NOT NULL UNIQUE,
    position INTEGER                       -- order of the tabs; NULL: no tab
);

-- What is in no category is in this one, which never has a tab.
INSERT INTO categories (key, name, position) VALUES (1, '', NULL);

CREATE TABLE sources (
    key           INTEGER PRIMARY KEY,
    id            TEXT    NOT NULL UNIQUE,
    title         TEXT    NOT NULL,        -- as shown: the user's name for it, else the feed's own, else its host
    category      INTEGER NOT NULL REFERENCES categories (key),
    filed         INTEGER,                 -- category that all its articles bear; NULL while they are being moved
    followed      INTEGER NOT NULL,
    position      INTEGER NOT NULL,        -- order in sources.toml
    settings      TEXT    NOT NULL,        -- model.Source as JSON: the mirror of sources.toml
    etag          TEXT,                    -- from here on: model.FetchState
    last_modified TEXT,
    body_hash     TEXT,
    url           TEXT,
    moved_to      TEXT,
    last_fetch    INTEGER,
    next_fetch    INTEGER,
    wait_until    INTEGER,
    status        TEXT,
    error         TEXT,
    failures      INTEGER NOT NULL DEFAULT 0,
    feed_title    TEXT,
    site          TEXT,
    language      TEXT
);

-- What lists need, in rows as small as may be; ids are never used again.
CREATE TABLE articles (
    id        INTEGER PRIMARY KEY,
    place     INTEGER NOT NULL,
    source    INTEGER NOT NULL REFERENCES sources (key),
    category  INTEGER NOT NULL REFERENCES categories (key),   -- of its source, repeated here for the indexes
    read      INTEGER NOT NULL DEFAULT 0,
    starred   INTEGER NOT NULL DEFAULT 0,
    views     INTEGER NOT NULL DEFAULT 0,
    story     INTEGER,
    title     TEXT    NOT NULL,
    published TEXT,
    url       TEXT
);

-- Pages of All, and of every search that is led by a condition rather than by words.
CREATE INDEX articles_newest ON articles (place);
-- Pages of a category's tab; moving within a day for its row numbers.
CREATE INDEX articles_of_category ON articles (category, place);
-- Pages of a source, more from this source, moving a source to another category.
CREATE INDEX articles_of_source ON articles (source, place);
-- The column that says what is in a partial index is in it too, so that counting needs the index alone.

-- Pages of Unread, next and previous unread.
CREATE INDEX unread_newest ON articles (place, read) WHERE read = 0;
-- The same inside a category.
CREATE INDEX unread_of_category ON articles (category, place, read) WHERE read = 0;
-- The same inside a source.
CREATE INDEX unread_of_source ON articles (source, place, read) WHERE read = 0;
-- Pages of is:read; a new article is not in it.
CREATE INDEX read_newest ON articles (place, read) WHERE read = 1;
-- Pages of Starred and their row numbers, also of the unread among them.
CREATE INDEX starred_newest ON articles (place, starred, read) WHERE starred = 1;
-- How many others tell an article's story, and which.
CREATE INDEX articles_of_story ON articles (story, place) WHERE story IS NOT NULL;

-- What opening an article needs, and deciding whether it changed. The long columns come last, so that
-- reading the others does not walk through them.
CREATE TABLE contents (
    article        INTEGER PRIMARY KEY REFERENCES articles (id),
    guid           TEXT,
    canonical      TEXT,
    digest         TEXT    NOT NULL,
    fetched        INTEGER NOT NULL,       -- first seen, Unix seconds
    revised        INTEGER,                -- last seen to be changed by the publisher, Unix seconds
    updated        TEXT,
    terms          TEXT,                   -- what tells its event: terms with a space between
    language       TEXT,
    words          INTEGER NOT NULL,
    author         TEXT,
    editors        TEXT,                   -- JSON lists here and below; NULL: empty
    origin         TEXT,
    labels         TEXT,
    image          TEXT,
    comments_url   TEXT,
    comments_count INTEGER,
    page_views     INTEGER,
    enclosures     TEXT,
    relevant       TEXT,
    summary        TEXT,
    text           TEXT    NOT NULL,
    html           TEXT
);

-- Which articles of a source bear a guid, a canonical address or a title, each as a 64-bit hash.
CREATE TABLE identities (
    source  INTEGER NOT NULL,
    hash    INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (id),
    PRIMARY KEY (source, hash, article)
) WITHOUT ROWID;

-- How many articles there are, by triggers alone. kind: 0 all (key 0), 1 a category, 2 a source, 3 starred (key 0).
CREATE TABLE totals (
    kind   INTEGER NOT NULL,
    key    INTEGER NOT NULL,
    total  INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    PRIMARY KEY (kind, key)
) WITHOUT ROWID;

-- The same by span of 2^16 seconds (18 hours: place >> 44), without starred: for row numbers.
CREATE TABLE spans (
    kind   INTEGER NOT NULL,
    key    INTEGER NOT NULL,
    span   INTEGER NOT NULL,
    total  INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    PRIMARY KEY (kind, key, span)
) WITHOUT ROWID;

INSERT INTO totals (kind, key, total, unread) VALUES (0, 0, 0, 0), (3, 0, 0, 0);

-- Holds a row only inside a transaction that marks very many articles and counts them all at once (store/journal.py):
-- articles_read is then silent, which makes it five times faster.
CREATE TABLE counted_at_once (
    yes INTEGER PRIMARY KEY
);

CREATE TRIGGER articles_added AFTER INSERT ON articles BEGIN
    INSERT INTO totals (kind, key, total, unread)
        VALUES (0, 0, 1, 1 - new.read), (1, new.category, 1, 1 - new.read), (2, new.source, 1, 1 - new.read),
               (3, 0, new.starred, new.starred * (1 - new.read))
        ON CONFLICT (kind, key) DO UPDATE SET total = total + excluded.total, unread = unread + excluded.unread;
    INSERT INTO spans (kind, key, span, total, unread)
        VALUES (0, 0, new.place >> 44, 1, 1 - new.read), (1, new.category, new.place >> 44, 1, 1 - new.read),
               (2, new.source, new.place >> 44, 1, 1 - new.read)
        ON CONFLICT (kind, key, span) DO UPDATE SET total = total + excluded.total, unread = unread + excluded.unread;
END;

-- Each of the following three moves the counts by its own columns only, so that they add up in any order.

CREATE TRIGGER articles_moved AFTER UPDATE OF place, category, source ON articles
WHEN old.place >> 44 <> new.place >> 44 OR old.category <> new.category OR old.source <> new.source BEGIN
    INSERT INTO totals (kind, key, total, unread)
        VALUES (1, old.category, -1, old.read - 1), (1, new.category, 1, 1 - old.read),
               (2, old.source, -1, old.read - 1), (2, new.source, 1, 1 - old.read)
        ON CONFLICT (kind, key) DO UPDATE SET total = total + excluded.total, unread = unread + excluded.unread;
    INSERT INTO spans (kind, key, span, total, unread)
        VALUES (0, 0, old.place >> 44, -1, old.read - 1), (0, 0, new.place >> 44, 1, 1 - old.read),
               (1, old.category, old.place >> 44, -1, old.read - 1),
               (1, new.category, new.place >> 44, 1, 1 - old.read),
               (2, old.source, old.place >> 44, -1, old.read - 1),
               (2, new.source, new.place >> 44, 1, 1 - old.read)
        ON CONFLICT (kind, key, span) DO UPDATE SET total = total + excluded.total, unread = unread + excluded.unread;
END;

CREATE TRIGGER articles_read AFTER UPDATE OF read ON articles
WHEN old.read <> new.read AND NOT EXISTS (SELECT 1 FROM counted_at_once) BEGIN
    UPDATE totals SET unread = unread + old.read - new.read WHERE kind = 0 AND key = 0;
    UPDATE totals SET unread = unread + old.read - new.read WHERE kind = 1 AND key = new.category;
    UPDATE totals SET unread = unread + old.read - new.read WHERE kind = 2 AND key = new.source;
    UPDATE totals SET unread = unread + old.starred * (old.read - new.read) WHERE kind = 3 AND key = 0;
    UPDATE spans SET unread = unread + old.read - new.read WHERE kind = 0 AND key = 0 AND span = new.place >> 44;
    UPDATE spans SET unread = unread + old.read - new.read
        WHERE kind = 1 AND key = new.category AND span = new.place >> 44;
    UPDATE spans SET unread = unread + old.read - new.read
        WHERE kind = 2 AND key = new.source AND span = new.place >> 44;
END;

CREATE TRIGGER articles_starred AFTER UPDATE OF starred ON articles WHEN old.starred <> new.starred BEGIN
    UPDATE totals SET total = total + new.starred - old.starred,
                      unread = unread + (new.starred - old.starred) * (1 - new.read)
        WHERE kind = 3 AND key = 0;
END;

CREATE TRIGGER articles_removed AFTER DELETE ON articles BEGIN
    INSERT INTO totals (kind, key, total, unread)
        VALUES (0, 0, -1, old.read - 1), (1, old.category, -1, old.read - 1), (2, old.source, -1, old.read - 1),
               (3, 0, -old.starred, -old.starred * (1 - old.read))
        ON CONFLICT (kind, key) DO UPDATE SET total = total + excluded.total, unread = unread + excluded.unread;
    INSERT INTO spans (kind, key, span, total, unread)
        VALUES (0, 0, old.place >> 44, -1, old.read - 1), (1, old.category, old.place >> 44, -1, old.read - 1),
               (2, old.source, old.place >> 44, -1, old.read - 1)
        ON CONFLICT (kind, key, span) DO UPDATE SET total = total + excluded.total, unread = unread + excluded.unread;
END;

-- What search reads of an article, by functions that the store registers. The writer hands FTS5 the same texts;
-- the view serves its 'rebuild' and 'integrity-check'. FTS5 is also told by them what a changed article said before:
-- whoever changes one of the functions adds a migration that rebuilds.
CREATE VIEW searchable AS
    SELECT a.place AS place,
           spaced(a.title) AS title,
           search_body(c.summary, c.text) AS body,
           search_facts(c.author, c.origin, c.labels) AS facts
    FROM articles AS a JOIN contents AS c ON c.article = a.id;

CREATE VIRTUAL TABLE search USING fts5 (
    title, body, facts,
    content = 'searchable', content_rowid = 'place', tokenize = 'unicode61 remove_diacritics 2'
);

-- The writer merges when it has time (Store.merge_index), not in the middle of a refresh: 1000 sources are some 50
-- transactions, each of them a segment, and a transaction is gathered in memory whole.
INSERT INTO search (search, rank) VALUES ('automerge', 0), ('crisismerge', 96), ('hashsize', 8388608);

-- In how many articles a term was a candidate to tell the event, counted as they arrive.
CREATE TABLE terms (
    term TEXT    PRIMARY KEY,
    df   INTEGER NOT NULL
) WITHOUT ROWID;

-- What undo takes back, latest last: one act of the user each.
CREATE TABLE journal (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    mark     TEXT    NOT NULL,             -- model.Mark
    at       INTEGER NOT NULL,             -- Unix seconds
    count    INTEGER NOT NULL,
    articles BLOB    NOT NULL              -- the ids that it changed: 32 bits each, little-endian, deflated
);

-- Small things to remember between two runs: the last tab, the reading position.
CREATE TABLE places (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
