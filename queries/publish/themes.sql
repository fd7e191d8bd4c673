-- The themes of an edition, before the gate: rode draden first.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: theme INTEGER, name TEXT, vng_label TEXT, words TEXT, recurs INTEGER, missing INTEGER, texts
-- INTEGER, sessions INTEGER, municipalities INTEGER, days INTEGER, share REAL, low REAL, high REAL,
-- inclusion REAL, unassigned INTEGER, of_texts INTEGER
-- `unassigned` of the `of_texts` texts that say something belong to no theme for certain.
SELECT
    theme.theme, name, vng_label, words, recurs, missing, theme.texts, sessions, municipalities, days,
    share, low, high, inclusion, unassigned, theme_run.texts - empty_texts AS of_texts
FROM theme_run
JOIN theme USING (edition)
WHERE (:edition IS NULL OR edition = :edition) AND NOT too_few
ORDER BY edition, theme.theme;
