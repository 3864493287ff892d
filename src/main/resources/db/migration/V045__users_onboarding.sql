-- Whether a user has been through the web client's introduction; those who were there before have. The name is not that of the
-- Python service's column, which an adopted database has and keeps.
ALTER TABLE users ADD COLUMN onboarded boolean NOT NULL DEFAULT true;
ALTER TABLE users ALTER COLUMN onboarded SET DEFAULT false;
