-- Adjusted Wald (3, T) of Rocks (2016), 95 %: as if three more had answered, 3/4 detractors, 6/4 passives, 3/4 promoters. It
-- holds the score itself and stays within -100 to 100.
(pro, contra, answers) -> 195.9964 * sqrt(((pro + contra + 1.5) / (answers + 3) - pow((pro - contra) / (answers + 3), 2)) / (answers + 3)) AS wald_half_width,
(pro, contra, answers, score) -> greatest(-100, least((pro - contra) / (answers + 3) * 100 - wald_half_width(pro, contra, answers), score)) AS wald_low,
(pro, contra, answers, score) -> least(100, greatest((pro - contra) / (answers + 3) * 100 + wald_half_width(pro, contra, answers), score)) AS wald_high
