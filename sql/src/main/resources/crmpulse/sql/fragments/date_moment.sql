-- The moment that a date of the data names, NULL for none: a day lasts until the midnight that ends it, in the zone given.
(moment, place) -> dateDiff('millisecond', moment, toDateTime64(toString(moment, place), 3, 'UTC')) AS zone_millis,
(wall, place) -> subtractMilliseconds(wall, zone_millis(subtractMilliseconds(wall, zone_millis(wall, place)), place)) AS moment_of_wall,
word -> upper(trimBoth(word)) AS plain_date,
(word, place) -> if(
    length(plain_date(word)) = 10,
    moment_of_wall(toDateTime64(addDays(toDate32OrNull(plain_date(word)), 1), 3, 'UTC'), place),
    -- A second 60 is the one after it.
    addSeconds(
        parseDateTime64BestEffortOrNull(if(substring(plain_date(word), 17, 3) = ':60', replaceOne(plain_date(word), ':60', ':59'), plain_date(word)), 3, 'UTC'),
        toInt64(substring(plain_date(word), 17, 3) = ':60'))) AS date_moment
