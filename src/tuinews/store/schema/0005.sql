-- Version 5: what publishers changed on the pages of their articles.

-- 1: it is what the article's own page said, and not its feed.
ALTER TABLE revisions ADD COLUMN of_page INTEGER NOT NULL DEFAULT 0;
-- When its text was last seen to be another, Unix seconds.
ALTER TABLE pages ADD COLUMN revised INTEGER;
