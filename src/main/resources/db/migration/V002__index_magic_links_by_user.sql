-- A database that Alembic made lacks this index, one that V001 made has it: the table is small, so both build it here.
DROP INDEX CONCURRENTLY IF EXISTS ix_magic_links_user_id;
CREATE INDEX CONCURRENTLY ix_magic_links_user_id ON magic_links (user_id);
