-- Of several instances of a role the one that is at work: a lease, by the clock of this server.
CREATE TABLE leaders (
    name varchar(50) NOT NULL,
    holder varchar(255) NOT NULL,
    held_until timestamptz NOT NULL,
    CONSTRAINT pk_leaders PRIMARY KEY (name)
);
