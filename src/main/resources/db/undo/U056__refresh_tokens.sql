-- lint:allow undo-loses-data: the refresh tokens: sessions end with their access tokens.
-- lint:allow several-heavy-locks: the foreign key goes too, which locks sessions for a moment.
DROP TABLE refresh_tokens;
