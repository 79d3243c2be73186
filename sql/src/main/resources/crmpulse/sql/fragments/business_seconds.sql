-- Working time up to the end less working time up to the begin; NULL where the tenant's calendar knows one of them not.
if(
    ended_at IS NOT NULL AND is_begin_covered AND is_end_covered,
    toDecimal64(
        end_millis_before + dateDiff('millisecond', end_from, least(assumeNotNull(ended_at), end_until))
        - begin_millis_before - dateDiff('millisecond', begin_from, least(started_at, begin_until)),
        3) / 1000,
    NULL) AS business_seconds,
calendar_id
