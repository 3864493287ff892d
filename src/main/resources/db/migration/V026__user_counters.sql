-- The statistics of each user, kept in the transaction that changes what is counted.
CREATE TABLE user_counters (
    user_id uuid NOT NULL,
    pending_high integer NOT NULL DEFAULT 0,
    pending_medium integer NOT NULL DEFAULT 0,
    pending_low integer NOT NULL DEFAULT 0,
    waiting_on_you integer NOT NULL DEFAULT 0,
    waiting_on_others integer NOT NULL DEFAULT 0,
    handled integer NOT NULL DEFAULT 0,
    scheduled integer NOT NULL DEFAULT 0,
    muted integer NOT NULL DEFAULT 0,
    -- The last day, in UTC, on which an action was resolved; the two counts after it are of that day.
    resolved_on date,
    resolved_that_day integer NOT NULL DEFAULT 0,
    autonomous_that_day integer NOT NULL DEFAULT 0,
    CONSTRAINT pk_user_counters PRIMARY KEY (user_id),
    CONSTRAINT fk_user_counters_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
