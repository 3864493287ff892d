-- Whether a user has been through the web client's introduction; those who were there before have.
ALTER TABLE users ADD COLUMN onboarding_completed boolean NOT NULL DEFAULT true;
ALTER TABLE users ALTER COLUMN onboarding_completed SET DEFAULT false;
