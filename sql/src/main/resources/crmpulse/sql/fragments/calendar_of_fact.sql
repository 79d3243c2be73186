-- The stretches of working time in which a fact begins and ends, by the calendar of its tenant in force when it began.
ASOF LEFT JOIN
(
    SELECT tenant AS calendar_for, effective_from AS calendar_from, calendar_tenant, calendar_id
    FROM crm.tenant_profile
) AS calendar ON calendar_for = fact.tenant AND calendar_from <= fact.started_at
ASOF LEFT JOIN
(
    SELECT
        tenant AS begin_tenant, calendar_id AS begin_calendar, starts_at AS begin_from, ends_at AS begin_until,
        business_millis_before AS begin_millis_before, is_covered AS is_begin_covered
    FROM crm.working_time
) AS begin_stretch ON begin_tenant = calendar_tenant AND begin_calendar = calendar_id AND begin_from <= fact.started_at
ASOF LEFT JOIN
(
    SELECT
        tenant AS end_tenant, calendar_id AS end_calendar, starts_at AS end_from, ends_at AS end_until,
        business_millis_before AS end_millis_before, is_covered AS is_end_covered
    FROM crm.working_time
) AS end_stretch ON end_tenant = calendar_tenant AND end_calendar = calendar_id AND end_from <= ifNull(fact.ended_at, fact.started_at)
