-- Newcombe's interval of 95 % of the difference of two shares (his method 10): from Wilson's intervals of both.
(hits, trials, hits_before, trials_before) -> hits / trials - hits_before / trials_before - sqrt(
    pow(hits / trials - wilson_low(hits, trials), 2) + pow(wilson_high(hits_before, trials_before) - hits_before / trials_before, 2)) AS newcombe_low,
(hits, trials, hits_before, trials_before) -> hits / trials - hits_before / trials_before + sqrt(
    pow(wilson_high(hits, trials) - hits / trials, 2) + pow(hits_before / trials_before - wilson_low(hits_before, trials_before), 2)) AS newcombe_high
