-- Of all deliveries of a history with one source and id one wins: the last recorded, then the larger hash of the bytes.
winner AS
(
    SELECT *
    FROM delivery
    ORDER BY recordedat DESC NULLS LAST, bytes_hash DESC, time ASC, sequence ASC, actortype ASC, content_hash DESC
    LIMIT 1 BY tenant, history, source, id
),
-- Of winners with equal contents, where these count (a hash of 0 says that they do not), the smallest id survives.
survivor AS
(
    SELECT *
    FROM winner
    ORDER BY id ASC, source ASC
    LIMIT 1 BY tenant, history, type, subject, original_time, sequence, content_hash, if(content_hash = 0, (source, id), ('', ''))
)
