-- The mails that each user sent in the latest hour in which any left: the limit on sending counts there.
CREATE TABLE sent_mail (
    user_id uuid NOT NULL,
    hour timestamp with time zone NOT NULL,
    number integer NOT NULL,
    CONSTRAINT pk_sent_mail PRIMARY KEY (user_id),
    CONSTRAINT fk_sent_mail_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
