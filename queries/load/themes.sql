-- The themes that are kept of an edition.
-- in: :edition TEXT, its id
-- out: name TEXT, label TEXT, fingerprint TEXT, vng_label TEXT, words TEXT, from_codebook INTEGER,
-- recurs INTEGER, missing INTEGER, texts INTEGER, sessions INTEGER, municipalities INTEGER, days
-- INTEGER, share REAL, low REAL, high REAL, largest_share REAL, stability REAL, inclusion REAL
SELECT
    name, label, fingerprint, vng_label, words, from_codebook, recurs, missing, texts, sessions,
    municipalities, days, share, low, high, largest_share, stability, inclusion
FROM theme
WHERE edition = :edition
ORDER BY theme;
