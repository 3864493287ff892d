-- Loses nothing that can't be counted again.
DROP TABLE user_counters;
