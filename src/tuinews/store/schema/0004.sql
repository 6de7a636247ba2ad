-- Version 4: stories that were looked at.

-- How far a story's timeline was seen: the highest id there was when it was last looked at.
CREATE TABLE looked (
    story   INTEGER PRIMARY KEY,
    ceiling INTEGER NOT NULL
);
