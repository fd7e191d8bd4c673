-- Stores one figure of a release.
-- in: :edition TEXT, id of the edition; :kind TEXT; :number INTEGER of the release; :position INTEGER;
-- :id TEXT; :value REAL, :low REAL, :high REAL, NULL when not defined; :reason TEXT or NULL; :inputs
-- TEXT; :settings TEXT; :engine_version TEXT
-- out: (nothing)
INSERT INTO release (
    edition, kind, number, position, id, value, low, high, reason, inputs, settings,
    engine_version
)
VALUES (
    :edition, :kind, :number, :position, :id, :value, :low, :high, :reason, :inputs, :settings,
    :engine_version
);
