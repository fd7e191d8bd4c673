-- Stores one theme.
-- in: :edition TEXT, its id; :theme INTEGER; :name TEXT; :label TEXT; :fingerprint TEXT; :vng_label
-- TEXT or NULL; :words TEXT; :from_codebook INTEGER; :recurs INTEGER; :missing INTEGER; :texts
-- INTEGER; :sessions INTEGER; :municipalities INTEGER; :days INTEGER; :share REAL; :low REAL; :high
-- REAL; :largest_share REAL; :stability REAL; :inclusion REAL
-- out: (nothing)
INSERT INTO theme (
    edition, theme, name, label, fingerprint, vng_label, words, from_codebook, recurs, missing,
    texts, sessions, municipalities, days, share, low, high, largest_share, stability, inclusion
)
VALUES (
    :edition, :theme, :name, :label, :fingerprint, :vng_label, :words, :from_codebook, :recurs,
    :missing, :texts, :sessions, :municipalities, :days, :share, :low, :high, :largest_share,
    :stability, :inclusion
);
