-- Ours: no source gives weights. What a person says of themselves is shown beside the others and weighs nothing.
CREATE OR REPLACE VIEW crm.rating_weight AS
SELECT weighed.1 AS relation, weighed.2 AS weight
FROM (SELECT arrayJoin([('manager', 40), ('peer', 30), ('department', 20), ('customer', 10), ('self', 0)]) AS weighed)
COMMENT 'How much the ratings of each relation weigh in the 360-degree rating of a person (M24)'
