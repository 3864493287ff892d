-- The old service stored the tokens as they stand in the mail. Links that are under way still work.
UPDATE magic_links
SET token = encode(sha256(convert_to(token, 'UTF8')), 'hex');
