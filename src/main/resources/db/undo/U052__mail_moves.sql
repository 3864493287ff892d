-- lint:allow undo-loses-data: moves that wait are forgotten, and the mail stays where it is; outcomes of executions still tell.
-- lint:allow several-heavy-locks: the foreign keys go too, which locks the tables that they refer to for a moment.
DROP TABLE mail_moves;

-- lint:allow undo-loses-data: where filed mail goes; their owners choose again.
ALTER TABLE mail_accounts
    DROP COLUMN file_folder,
    DROP COLUMN on_file;
