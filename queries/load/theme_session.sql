-- Stores how many texts of a theme a session has.
-- in: :edition TEXT, its id; :theme INTEGER; :session INTEGER; :texts INTEGER
-- out: (nothing)
INSERT INTO theme_session (edition, theme, session, texts)
VALUES (:edition, :theme, :session, :texts);
