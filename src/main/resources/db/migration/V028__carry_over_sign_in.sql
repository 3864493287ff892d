-- The users of the old service count as having proved their addresses. Addresses are compared in lower case.
UPDATE users
SET email_verified_at = coalesce(email_verified_at, created_at), email = lower(email)
WHERE email_verified_at IS NULL OR email <> lower(email);

-- The old service stored the tokens of its links as they stand in the mail. Links on their way still work.
UPDATE magic_links
SET token = encode(sha256(convert_to(token, 'UTF8')), 'hex');
