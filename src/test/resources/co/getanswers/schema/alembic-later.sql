-- The revisions of the service before, after its first: each adds to the ones above it. Names and types of the tables that
-- are not taken over stand for whatever is there.
-- revision a753499c54b6
CREATE INDEX ix_agent_actions_status ON agent_actions (status);
-- revision a84613a21fff
CREATE TABLE contact_notes (id uuid PRIMARY KEY, user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE, note text);
INSERT INTO contact_notes VALUES (gen_random_uuid(), '00000000-0000-4000-8000-0000000000a1', 'Calls back on Mondays');
-- revision 002_billing_features
CREATE TABLE plans (id serial PRIMARY KEY, name varchar(100) NOT NULL UNIQUE, monthly_cents integer NOT NULL);
CREATE TABLE subscriptions (
    id uuid PRIMARY KEY, user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE, plan_id integer NOT NULL REFERENCES plans,
    started_at timestamp NOT NULL DEFAULT now());
CREATE TABLE invoices (
    id uuid PRIMARY KEY, subscription_id uuid NOT NULL REFERENCES subscriptions ON DELETE CASCADE, cents integer NOT NULL);
INSERT INTO plans (name, monthly_cents) VALUES ('Small', 900);
INSERT INTO subscriptions VALUES
    ('00000000-0000-4000-8000-0000000001a1', '00000000-0000-4000-8000-0000000000a1', 1, '2026-03-08 02:30:00');
INSERT INTO invoices VALUES (gen_random_uuid(), '00000000-0000-4000-8000-0000000001a1', 900);
-- revision 003_multitenancy
CREATE TABLE organizations (id uuid PRIMARY KEY, name varchar(255) NOT NULL, settings json);
CREATE TABLE organization_invitations (
    id uuid PRIMARY KEY, organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE, email varchar(255) NOT NULL);
ALTER TABLE users
    ADD COLUMN is_super_admin boolean NOT NULL DEFAULT false,
    ADD COLUMN current_organization_id uuid REFERENCES organizations ON DELETE SET NULL;
INSERT INTO organizations VALUES ('00000000-0000-4000-8000-0000000001b1', 'Example', '{"seats": 3}');
UPDATE users SET current_organization_id = '00000000-0000-4000-8000-0000000001b1', is_super_admin = email LIKE 'ada%';
-- revision 004_user_orgs
CREATE TABLE user_organizations (
    user_id uuid REFERENCES users ON DELETE CASCADE, organization_id uuid REFERENCES organizations ON DELETE CASCADE,
    role varchar(20) NOT NULL, PRIMARY KEY (user_id, organization_id));
INSERT INTO user_organizations SELECT id, current_organization_id, 'member' FROM users;
-- revision 005_add_onboarding_completed
ALTER TABLE users ADD COLUMN onboarding_completed boolean NOT NULL DEFAULT true;
-- revision 006_add_missing_user_columns
ALTER TABLE users
    ADD COLUMN outlook_credentials json, ADD COLUMN smtp_credentials json, ADD COLUMN email_provider varchar(50);
UPDATE users
SET outlook_credentials = '{"access_token": "clear-outlook"}', smtp_credentials = '{"password": "clear-smtp"}',
    email_provider = 'outlook'
WHERE email = 'bo@example.com';
-- revision 007_add_needs_password_setup
ALTER TABLE users ADD COLUMN needs_password_setup boolean NOT NULL DEFAULT false;
-- revision 008_google_oauth
ALTER TABLE users ADD COLUMN google_id varchar(255);
CREATE UNIQUE INDEX ix_users_google_id ON users (google_id);
CREATE TABLE oauth_states (id uuid PRIMARY KEY, state varchar(255) NOT NULL);
UPDATE users SET google_id = 'google-' || name;
-- revision 009_security_compliance
CREATE TABLE audit_logs (id bigserial PRIMARY KEY, user_id uuid REFERENCES users ON DELETE SET NULL, event jsonb NOT NULL);
CREATE TABLE data_exports (id uuid PRIMARY KEY, user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE, state varchar(20));
CREATE TABLE blocked_addresses (address inet PRIMARY KEY);
INSERT INTO audit_logs (user_id, event) SELECT id, '{"did": "sign in"}' FROM users;
-- revision 010_add_writing_style_profile
ALTER TABLE users ADD COLUMN writing_style_profile json;
UPDATE users SET writing_style_profile = '{"tone":  "warm"}';
-- revision 011_lead_magnet_leads
CREATE TABLE leads (id uuid PRIMARY KEY, email varchar(255) NOT NULL, created_at timestamp NOT NULL DEFAULT now());
INSERT INTO leads VALUES (gen_random_uuid(), 'lead@example.net', '2026-03-08 02:30:00');
-- revision 012_add_microsoft_id
ALTER TABLE users ADD COLUMN microsoft_id varchar(255);
CREATE UNIQUE INDEX ix_users_microsoft_id ON users (microsoft_id);
