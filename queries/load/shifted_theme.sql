-- Stores how one subject of two editions differs.
-- in: :earlier TEXT; :later TEXT, ids of the editions; :position INTEGER; :name TEXT; :words TEXT;
-- :texts_earlier INTEGER; :texts_later INTEGER; :share_earlier REAL; :share_later REAL;
-- :difference REAL; :low REAL; :high REAL; :p REAL; :q REAL; :kind INTEGER
-- out: (nothing)
INSERT INTO shifted_theme (
    earlier, later, position, name, words, texts_earlier, texts_later, share_earlier, share_later,
    difference, low, high, p, q, kind
)
VALUES (
    :earlier, :later, :position, :name, :words, :texts_earlier, :texts_later, :share_earlier,
    :share_later, :difference, :low, :high, :p, :q, :kind
);
