-- lint:allow undo-loses-data: the count of tries: the limits start anew.
DROP TABLE sign_in_attempts;
