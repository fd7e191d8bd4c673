-- The ledger of an edition, as it was kept; no row when it was made from other rows or settings, or
-- by another version of the engine. A sealed edition keeps its ledger whatever the version.
-- in: :edition INTEGER; :engine_version TEXT, of the program that asks
-- out: id TEXT, edition TEXT, value REAL, low REAL, high REAL, level REAL, doubt TEXT, unit TEXT,
-- method TEXT, n INTEGER, missing INTEGER, definition_nl TEXT, definition_en TEXT, origin TEXT,
-- inputs TEXT, settings TEXT, reason TEXT
SELECT
    figure.id, edition.id AS edition, value, low, high, level, doubt, unit, method, n, missing,
    definition_nl, definition_en, origin, inputs, settings, reason
FROM figure
JOIN edition ON edition.edition = figure.edition
WHERE figure.edition = :edition
    AND (sealed_on IS NOT NULL
        OR (inputs = inputs_hash AND settings = settings_hash
            AND figure.engine_version = :engine_version))
ORDER BY position;
