-- Version 4: stories that were looked at, links between articles, terms by their stems.

-- How far a story's timeline was seen: the highest id there was when it was last looked at.
CREATE TABLE looked (
    story   INTEGER PRIMARY KEY,
    ceiling INTEGER NOT NULL
);

-- The addresses that articles have and link to, as 64-bit hashes (store/identities.py): which articles link to one,
-- and which link to the same page.
CREATE TABLE links (
    hash    INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    own     INTEGER NOT NULL,              -- 1: the article's own address
    PRIMARY KEY (hash, article)
) WITHOUT ROWID;

-- Terms are the stems of words now, of which there are fewer.
CREATE TABLE stems (
    term TEXT    PRIMARY KEY,
    df   INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO stems (term, df) SELECT stem(term), sum(df) FROM terms WHERE term <> '' GROUP BY 1;
DROP TABLE terms;
ALTER TABLE stems RENAME TO terms;
