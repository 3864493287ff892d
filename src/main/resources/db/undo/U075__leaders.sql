-- lint:allow undo-loses-data: who is at work; the next instance that looks takes over.
DROP TABLE leaders;
