-- The figures of every release of an edition, as they were published.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: kind TEXT, number INTEGER, id TEXT, value REAL, low REAL, high REAL, reason TEXT, inputs TEXT,
-- settings TEXT, engine_version TEXT
SELECT kind, number, id, value, low, high, reason, inputs, settings, engine_version
FROM release
WHERE :edition IS NULL OR edition = :edition
ORDER BY edition, kind, number, position;
