-- The subjects that are kept of two editions.
-- in: :earlier TEXT; :later TEXT, ids of the editions
-- out: name TEXT, words TEXT, texts_earlier INTEGER, texts_later INTEGER, share_earlier REAL,
-- share_later REAL, difference REAL, low REAL, high REAL, p REAL, q REAL, kind INTEGER
SELECT name, words, texts_earlier, texts_later, share_earlier, share_later, difference, low, high, p,
    q, kind
FROM shifted_theme
WHERE earlier = :earlier AND later = :later
ORDER BY position;
