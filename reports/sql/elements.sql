-- Every element summed over each area, with the number of units that are in the sum.

SELECT counted.element_id, members.area_id, counted.split, SUM(counted.number), COUNT(*)
FROM counted
JOIN members ON members.unit_id = counted.unit_id
WHERE counted.year = %(year)s {areas}
GROUP BY counted.element_id, members.area_id, counted.split
