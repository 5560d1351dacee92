-- Both halves of every measure, summed over each area. A unit is in only with both halves (pairwise).
-- A reduction compares this year's stretch (above) with the same stretch of last year (below).

SELECT measure.id, members.area_id, above.split, SUM(above.number), SUM(below.number), COUNT(*)
FROM indicators_measure measure
JOIN counted above ON above.element_id = measure.numerator_id AND above.year = %(year)s
JOIN counted below ON below.unit_id = above.unit_id AND below.split = above.split
    AND below.element_id = COALESCE(measure.denominator_id, measure.numerator_id)
    AND below.year = CASE measure.formula WHEN 'reduction_on_previous_year' THEN %(year)s - 1 ELSE %(year)s END
JOIN members ON members.unit_id = above.unit_id
WHERE measure.plan_id = %(plan)s {areas}
GROUP BY measure.id, members.area_id, above.split
