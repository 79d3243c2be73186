-- Wilson's interval of 95 % (z = 1.959964) of a share, from 0 to 1.
(hits, trials) -> greatest((hits + 1.9207294 - 1.959964 * sqrt(hits * (trials - hits) / trials + 0.9603647)) / (trials + 3.8414589), 0) AS wilson_low,
(hits, trials) -> (hits + 1.9207294 + 1.959964 * sqrt(hits * (trials - hits) / trials + 0.9603647)) / (trials + 3.8414589) AS wilson_high
