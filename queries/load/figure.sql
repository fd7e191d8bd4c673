-- Stores one figure of the ledger.
-- in: :edition INTEGER; :position INTEGER in the ledger; :id TEXT; :value REAL, :low REAL, :high
-- REAL, :level REAL, NULL when not defined; :doubt TEXT; :unit TEXT; :method TEXT; :n INTEGER,
-- :missing INTEGER, NULL when not applicable; :definition_nl TEXT; :definition_en TEXT; :origin
-- TEXT; :inputs TEXT; :settings TEXT; :reason TEXT or NULL; :engine_version TEXT
-- out: (nothing)
INSERT INTO figure (
    edition, position, id, value, low, high, level, doubt, unit, method, n, missing,
    definition_nl, definition_en, origin, inputs, settings, reason, engine_version
)
VALUES (
    :edition, :position, :id, :value, :low, :high, :level, :doubt, :unit, :method, :n, :missing,
    :definition_nl, :definition_en, :origin, :inputs, :settings, :reason, :engine_version
);
