-- Days as periods go: so many periods further on, and the first day of the period that a day lies in.
(day, steps) -> addDays(addMonths(day, steps * (({period:String} = 'month') + 3 * ({period:String} = 'quarter') + 12 * ({period:String} = 'year'))), steps * 7 * ({period:String} = 'week')) AS shifted,
day -> toDate(dateTrunc({period:String}, day)) AS period_of
