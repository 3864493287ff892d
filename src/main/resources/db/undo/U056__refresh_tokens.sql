-- Loses the refresh tokens: sessions end with their access tokens.
DROP TABLE refresh_tokens;
