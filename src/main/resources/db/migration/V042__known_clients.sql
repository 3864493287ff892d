-- Networks from which each user has signed in: what strangers do elsewhere does not lock the user out there.
CREATE TABLE known_clients (
    user_id uuid NOT NULL,
    client_hash character varying(64) NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_known_clients PRIMARY KEY (user_id, client_hash),
    CONSTRAINT fk_known_clients_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
