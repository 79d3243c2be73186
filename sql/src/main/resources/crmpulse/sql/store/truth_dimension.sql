-- What the events of the histories of a timeline say of dimensions, recomputed from the raw events: one row per name of a surviving
-- event; the text is empty where the name is cleared. scope_lead and scope_deal say whose facts it holds for, empty for all of the
-- history. Parameters: the timeline, and the types of events that are counted there, with commas between them.
CREATE OR REPLACE VIEW crm.truth_dimension AS
WITH
    speaking AS
    (
        SELECT DISTINCT tenant, key, source, id
        FROM crm.event
        -- A name may be written with escapes.
        WHERE (position(json, 'dimensions') > 0 OR position(json, '\\u') > 0) AND JSONHas(json, 'data', 'dimensions')
    ),
    further AS
    (
        SELECT DISTINCT tenant, key, home_key, source, id, bytes_hash
        FROM crm.event_key
        WHERE timeline = {timeline:String}
    ),
    spoken AS
    (
        SELECT tenant, key FROM speaking
        UNION DISTINCT
        SELECT tenant, key FROM further WHERE (tenant, source, id) IN (SELECT tenant, source, id FROM speaking)
    ),
    delivery AS
    (
        SELECT
            tenant, source, id, sequence, type, subject, time, original_time, recordedat, actortype, content_hash, bytes_hash, rank,
            lead_id, deal_id, dimensions, cleared, is_end_of_moved, history
        FROM crm.engagement_delivery
        WHERE has(splitByChar(',', {types:String}), CAST(type AS String))
            AND ((tenant, key) IN (SELECT tenant, key FROM spoken)
                OR (tenant, history) IN (SELECT tenant, root FROM crm.truth_move WHERE (tenant, key) IN (SELECT tenant, key FROM spoken))
                OR (tenant, history) IN (SELECT tenant, key FROM spoken))
        UNION ALL
        SELECT
            event_data.tenant, event_data.source, event_data.id, sequence, type, subject, time, original_time, recordedat, actortype,
            content_hash, event_data.bytes_hash, rank, lead_id, deal_id, dimensions, cleared, false AS is_end_of_moved, further.key AS history
        FROM crm.event_data
        INNER JOIN further ON further.tenant = event_data.tenant AND further.home_key = event_data.key
            AND further.source = event_data.source AND further.id = event_data.id AND further.bytes_hash = event_data.bytes_hash
        WHERE (event_data.tenant, further.key) IN (SELECT tenant, key FROM spoken)
    ),
    -- include: history
    , placed AS
    (
        SELECT
            tenant,
            history,
            row_number() OVER (PARTITION BY tenant, history ORDER BY time, sequence, rank, source, id) AS position,
            time,
            multiIf(startsWith(history, 'lead/'), substring(history, 6), survivor.lead_id != '', survivor.lead_id, startsWith(subject, 'lead/'), substring(subject, 6), '') AS named_lead,
            multiIf(survivor.deal_id != '', survivor.deal_id, startsWith(subject, 'deal/'), substring(subject, 6), '') AS named_deal,
            -- A lead and a customer may have several deals; what else has a history is about one thing, whatever it names.
            startsWith(history, 'lead/') OR startsWith(history, 'customer/') AS has_deals,
            if(has_deals, named_deal, '') AS other_deal,
            if(has_deals AND other_deal = '' AND concat('lead/', named_lead) != history, named_lead, '') AS other_lead,
            survivor.dimensions AS said,
            has(cleared, 'dimensions') AS clears_all,
            groupUniqArrayArray(mapKeys(survivor.dimensions)) OVER (PARTITION BY tenant, history) AS all_names
        FROM survivor
        WHERE NOT is_end_of_moved
    )
SELECT
    tenant,
    history AS key,
    position,
    time,
    other_lead AS scope_lead,
    other_deal AS scope_deal,
    name,
    said[name] AS text
FROM placed
ARRAY JOIN if(clears_all, all_names, mapKeys(said)) AS name
COMMENT 'What the events of a timeline say of dimensions, recomputed from the raw events. Parameters: timeline (whose events), types (those counted on it, with commas between them). SELECT * FROM crm.truth_dimension(timeline = ''customer'', types = ''crm.survey.sent,crm.survey.answered'')'
