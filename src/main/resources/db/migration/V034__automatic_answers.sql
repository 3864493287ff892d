-- The latest automatic answer to each address: nobody gets a second one for some days. The action is not referenced, because
-- the answer was given also if the action is gone.
CREATE TABLE automatic_answers (
    user_id uuid NOT NULL,
    email character varying(255) NOT NULL,
    action uuid NOT NULL,
    answered_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_automatic_answers PRIMARY KEY (user_id, email),
    CONSTRAINT fk_automatic_answers_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
