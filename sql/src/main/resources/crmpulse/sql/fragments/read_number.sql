-- A number as text.
'^[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?$' AS number,
64 AS longest_number,
-- ClickHouse takes 0e20 for too large, whatever its exponent makes of nothing.
'^([+-]?[0.]+)[eE].*$' AS zero,
word -> if(length(word) <= longest_number AND match(word, number), toDecimal64OrNull(replaceRegexpOne(word, zero, '\\1'), 4), NULL) AS read_number
