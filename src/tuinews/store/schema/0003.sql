-- Version 3: whole articles, from their own pages.

-- What came of asking an article's own page for the whole of it.
CREATE TABLE pages (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    fetched INTEGER NOT NULL,              -- the last try, Unix seconds
    shown   INTEGER NOT NULL,              -- 1: its body is shown in the place of what the feed gave
    error   TEXT,                          -- why there is none, or why it is not whole
    facts   TEXT,                          -- what the page states of its article, as store/pages.py packs it
    words   INTEGER NOT NULL,
    text    TEXT NOT NULL,
    html    TEXT                           -- NULL: no body
);

-- As in version 1, and of the two bodies the longer one.
DROP VIEW searchable;
CREATE VIEW searchable AS
    SELECT a.place AS place,
           spaced(a.title) AS title,
           search_body(c.summary, CASE WHEN length(p.text) > length(c.text) THEN p.text ELSE c.text END) AS body,
           search_facts(c.author, c.origin, c.labels) AS facts
    FROM articles AS a JOIN contents AS c ON c.article = a.id LEFT JOIN pages AS p ON p.article = a.id;
