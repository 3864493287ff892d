-- RFC 5322, section 3.6.4. Messages of before have none of these.
ALTER TABLE messages
    ADD COLUMN message_id varchar(255),
    ADD COLUMN in_reply_to varchar(255),
    ADD COLUMN mail_references text[];
