-- Loses what is still to be carried out, and what became of the rest.
DROP TABLE executions;
