-- Two decimals, halves up; a billionth makes up for what binary fractions lack.
score -> toDecimal64(toInt64(floor(score * 100 + 0.500000001)), 2) / 100 AS half_up
