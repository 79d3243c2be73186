-- Days as periods go: so many periods further on, and the first day of the period that a day lies in.
(day, steps) -> addDays(addMonths(day, steps * transform({period:String}, ['month', 'quarter', 'year'], [1, 3, 12], 0)), steps * if({period:String} = 'week', 7, 0)) AS shifted,
day -> toDate(dateTrunc({period:String}, day)) AS period_of
