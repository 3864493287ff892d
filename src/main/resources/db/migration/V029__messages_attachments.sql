-- Name, type, size and hash of each attachment, for lists; the content is in the original. Absent if there is none.
ALTER TABLE messages
    ADD COLUMN attachments jsonb;
