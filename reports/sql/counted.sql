-- What accepted submissions hold, over a year so far or one quarter: one number per unit, element, split and year.
-- The same text runs on SQLite and PostgreSQL; a SELECT over `counted` and `members` follows it.
--
-- plan, province: ids; day: the period's last day; year, quarter: the period's; first: the first quarter of the
-- stretch, 1 for the year to date, the quarter itself for the quarter alone; with_parts: 1, or 0 for totals only.

WITH in_force AS (
    SELECT id, level, parent_id, province_id
    FROM districts_unit
    WHERE (id = %(province)s OR province_id = %(province)s)
      AND (valid_from IS NULL OR valid_from <= %(day)s)
      AND (valid_to IS NULL OR valid_to >= %(day)s)
),

-- Each area with the units it is made of: itself, a district its communes too, the province everything.
members AS (
    SELECT id AS area_id, id AS unit_id FROM in_force WHERE level <> 'department'
    UNION ALL
    SELECT area.id, unit.id
    FROM in_force unit JOIN in_force area ON area.id = unit.parent_id AND area.level = 'district'
    UNION ALL
    SELECT province_id, id FROM in_force WHERE province_id IS NOT NULL
),

-- Accepted cells of this year and the last, of the units that the areas asked for are made of. "Không phát sinh" adds 0; "chưa có số liệu" is no cell at all.
cells AS (
    SELECT submission.unit_id, figure.element_id, element.kind, figure.split, period.year, period.quarter,
           COALESCE(figure.number, 0) AS number
    FROM districts_figure figure
    JOIN districts_submission submission ON submission.id = figure.submission_id
    JOIN districts_period period ON period.id = submission.period_id
    JOIN indicators_element element ON element.id = figure.element_id
    WHERE submission.state = 'accepted'
      AND period.plan_id = %(plan)s
      AND period.year IN (%(year)s, %(year)s - 1)
      AND period.quarter BETWEEN %(first)s AND %(quarter)s
      AND (%(with_parts)s = 1 OR figure.split = '')
      AND submission.unit_id IN (SELECT unit_id FROM members WHERE TRUE {areas})
      AND (figure.number IS NOT NULL OR figure.absence = 'nothing_occurred')
),

-- A total of nought has parts of nought, typed in or not; a part that was typed in stands once.
parts AS (
    SELECT unit_id, element_id, kind, split, year, quarter, MAX(number) AS number
    FROM (
        SELECT unit_id, element_id, kind, split, year, quarter, number FROM cells WHERE split <> ''
        UNION ALL
        SELECT unit_id, element_id, kind, part.split, year, quarter, 0
        FROM cells
        CROSS JOIN (
            SELECT 'male' AS split UNION ALL SELECT 'female' UNION ALL SELECT 'kinh' UNION ALL SELECT 'minority'
        ) part
        WHERE cells.split = '' AND cells.number = 0 AND %(with_parts)s = 1
    ) typed_and_nought
    GROUP BY unit_id, element_id, kind, split, year, quarter
),

with_parts AS (
    SELECT unit_id, element_id, kind, split, year, quarter, number FROM cells WHERE split = ''
    UNION ALL
    SELECT unit_id, element_id, kind, split, year, quarter, number FROM parts
),

counted AS (
    -- Events are added up; a unit counts only when each quarter of the stretch is in.
    SELECT unit_id, element_id, split, year, SUM(number) AS number
    FROM with_parts
    WHERE kind = 'flow'
    GROUP BY unit_id, element_id, split, year
    HAVING COUNT(*) = %(quarter)s - %(first)s + 1
    UNION ALL
    -- A state or a count of the year so far is the quarter's own; nothing is carried forward.
    SELECT unit_id, element_id, split, year, number
    FROM with_parts
    WHERE kind IN ('stock', 'cumulative') AND quarter = %(quarter)s
    UNION ALL
    -- Of what is entered once a year, the newest entry of the year stands, its parts with it.
    SELECT unit_id, element_id, split, year, number
    FROM (
        SELECT unit_id, element_id, split, year, number,
               RANK() OVER (PARTITION BY unit_id, element_id, year ORDER BY quarter DESC) AS age
        FROM with_parts
        WHERE kind = 'annual'
    ) aged
    WHERE age = 1
)
