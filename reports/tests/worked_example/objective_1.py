"""Objective 1 of the worked example: development, health care, nutrition.

A line: the quarter (year to date; `Q4q` is the quarter alone), the areas, the value or the absence, the two counts,
the units counted of those expected, the status. P province, D district, A B C communes.
"""

TABLES = {
    # 1.1 communes saying yes, of all communes in force, x 100; the province's target: at least 54.9 (2025).
    #   Q1: A yes, B no, C no: 1 of 3 x 100 = 33 1/3, below.
    #   Q2: C has not answered and stays in the denominator: 1 of 3; 2 of 3 communes = 67 % answered, below 80 %.
    #   Q4: A yes, B no, C yes: 2 of 3 x 100 = 66 2/3, reached.
    "1.1": """
        Q1   PD   100/3             1/3       3/3   not_met
        Q1   A    100               1/1       1/1   met
        Q1   BC   0                 0/1       1/1   not_met
        Q2   PD   100/3             1/3       2/3   no_data
        Q2   A    100               1/1       1/1   met
        Q2   B    0                 0/1       1/1   not_met
        Q2   C    not_reported      -         0/1   no_data
        Q4   PD   200/3             2/3       3/3   met
        Q4   AC   100               1/1       1/1   met
        Q4   B    0                 0/1       1/1   not_met
    """,
    # 2.1 children up to 8 who are served / children up to 8, x 100; two stocks; at least 90.
    #   Q1: A 450/500 = 90; B 50/100 = 50; C 380/400 = 95; together 880/1000 = 88.
    #   Q2: without C 515/600 = 85 5/6, of 2 communes of 3.
    #   Q4: A 480/500 = 96; B 60/100 = 60; C 372/400 = 93; together 912/1000 = 91.2.
    "2.1": """
        Q1   PD   88                880/1000  3/3   not_met
        Q1   A    90                450/500   1/1   met
        Q1   B    50                50/100    1/1   not_met
        Q1   C    95                380/400   1/1   met
        Q2   PD   515/6             515/600   2/3   no_data
        Q2   A    92                460/500   1/1   met
        Q2   B    55                55/100    1/1   not_met
        Q2   C    not_reported      -         0/1   no_data
        Q4   PD   456/5             912/1000  3/3   met
        Q4   A    96                480/500   1/1   met
        Q4   B    60                60/100    1/1   not_met
        Q4   C    93                372/400   1/1   met
    """,
    # 3.1 deaths in the first 28 days / live births, x 1000; two flows; below 9.5. Not "in progress": both halves grow.
    #   Q1: A 1/20 = 50; B nothing of nothing; C 0/15 = 0; together 1/35 = 28 4/7.
    #   Q4: A (1+0+1+0)/(20+25+15+20) = 2/80 = 25; B nothing; C lacks Q2, so its year is not known; A and B 2/80 = 25,
    #   of 2 communes of 3.
    #   Q4 alone: A 0/20, C 0/15: together 0/35 = 0, of all three, and judged by nobody.
    "3.1": """
        Q1   PD   200/7             1/35      3/3   not_met
        Q1   A    50                1/20      1/1   not_met
        Q1   B    nothing_occurred  0/0       1/1   nothing_occurred
        Q1   C    0                 0/15      1/1   met
        Q4   PD   25                2/80      2/3   no_data
        Q4   A    25                2/80      1/1   not_met
        Q4   B    nothing_occurred  0/0       1/1   nothing_occurred
        Q4   C    not_reported      -         0/1   no_data
        Q4q  PD   0                 0/35      3/3   -
        Q4q  A    0                 0/20      1/1   -
        Q4q  B    nothing_occurred  0/0       1/1   -
        Q4q  C    0                 0/15      1/1   -
    """,
    # 3.2 deaths under 1 / live births, x 1000; no target of the province.
    #   Q1: A 1/20 = 50; C 0/15 = 0; together 1/35 = 28 4/7.
    #   Q4: A (1+1+1+0)/80 = 3/80 = 37.5; C's year is not known; A and B 3/80.
    "3.2": """
        Q1   PD   200/7             1/35      3/3   no_target
        Q1   A    50                1/20      1/1   no_target
        Q1   B    nothing_occurred  0/0       1/1   nothing_occurred
        Q1   C    0                 0/15      1/1   no_target
        Q4   PD   75/2              3/80      2/3   no_data
        Q4   A    75/2              3/80      1/1   no_target
        Q4   B    nothing_occurred  0/0       1/1   nothing_occurred
        Q4   C    not_reported      -         0/1   no_data
    """,
    # 3.3 deaths under 5 / live births, x 1000; no target of the province.
    #   Q1: A 2/20 = 100; C 0/15 = 0; together 2/35 = 57 1/7.
    #   Q4: A (2+1+1+0)/80 = 4/80 = 50; C's year is not known; A and B 4/80.
    "3.3": """
        Q1   PD   400/7             2/35      3/3   no_target
        Q1   A    100               2/20      1/1   no_target
        Q1   B    nothing_occurred  0/0       1/1   nothing_occurred
        Q1   C    0                 0/15      1/1   no_target
        Q4   PD   50                4/80      2/3   no_data
        Q4   A    50                4/80      1/1   no_target
        Q4   B    nothing_occurred  0/0       1/1   nothing_occurred
        Q4   C    not_reported      -         0/1   no_data
    """,
    # 4.1 underweight / measured, x 100; the department of health's survey, asked for in Q4 and for the province alone.
    #   Q4: 60/400 = 15.
    "4.1": """
        Q1   P    not_due           -         0/1   -
        Q1   DABC not_applicable    -         0/0   -
        Q4   P    15                60/400    1/1   no_target
        Q4   DABC not_applicable    -         0/0   -
    """,
    # 4.2 stunted / measured, x 100. Q4: 112/400 = 28.
    "4.2": """
        Q1   P    not_due           -         0/1   -
        Q1   DABC not_applicable    -         0/0   -
        Q4   P    28                112/400   1/1   no_target
        Q4   DABC not_applicable    -         0/0   -
    """,
    # 4.3 obese / measured in the country, x 100. Q4: 5/250 = 2.
    "4.3": """
        Q1   P    not_due           -         0/1   -
        Q1   DABC not_applicable    -         0/0   -
        Q4   P    2                 5/250     1/1   no_target
        Q4   DABC not_applicable    -         0/0   -
    """,
    # 4.4 obese / measured in towns, x 100. Q4: 9/150 = 6.
    "4.4": """
        Q1   P    not_due           -         0/1   -
        Q1   DABC not_applicable    -         0/0   -
        Q4   P    6                 9/150     1/1   no_target
        Q4   DABC not_applicable    -         0/0   -
    """,
    # 5.1 fully immunised under 1 (a flow) / the year's cohort (a stock), x 100; no target of the province.
    #   Q1: A 18/80 = 22.5; B 0/10 = 0, simply 0; C 14/60 = 23 1/3; together 32/150 = 21 1/3.
    #   Q4: A (18+20+19+19)/80 = 76/80 = 95; B 0/10; C's year is not known; A and B 76/90 = 84 4/9.
    "5.1": """
        Q1   PD   64/3              32/150    3/3   no_target
        Q1   A    45/2              18/80     1/1   no_target
        Q1   B    0                 0/10      1/1   no_target
        Q1   C    70/3              14/60     1/1   no_target
        Q4   PD   760/9             76/90     2/3   no_data
        Q4   A    95                76/80     1/1   no_target
        Q4   B    0                 0/10      1/1   no_target
        Q4   C    not_reported      -         0/1   no_data
    """,
    # 5.2 fully immunised under 5 / children under 5, x 100; two stocks; no target of the province.
    #   Q1: 270/300 = 90; 40/50 = 80; 230/250 = 92; together 540/600 = 90.
    #   Q4: 285/300 = 95; 45/50 = 90; 240/250 = 96; together 570/600 = 95.
    "5.2": """
        Q1   PD   90                540/600   3/3   no_target
        Q1   A    90                270/300   1/1   no_target
        Q1   B    80                40/50     1/1   no_target
        Q1   C    92                230/250   1/1   no_target
        Q4   PD   95                570/600   3/3   no_target
        Q4   A    95                285/300   1/1   no_target
        Q4   B    90                45/50     1/1   no_target
        Q4   C    96                240/250   1/1   no_target
    """,
    # 6.1 infected / tested children of mothers with HIV, x 100; two flows of the department of health.
    #   Q1: 0/2 = 0.
    #   Q4: (0 + nothing + 0 + 1)/(2 + nothing + 1 + 2) = 1/5 = 20.
    "6.1": """
        Q1   P    0                 0/2       1/1   no_target
        Q1   DABC not_applicable    -         0/0   -
        Q4   P    20                1/5       1/1   no_target
        Q4   DABC not_applicable    -         0/0   -
    """,
    # 7.1 schools with sanitation / schools, x 100; two stocks of the district; no commune reports them.
    #   Q1: 18/20 = 90. Q4: 19/20 = 95.
    "7.1": """
        Q1   PD   90                18/20     1/1   no_target
        Q1   ABC  not_applicable    -         0/0   -
        Q4   PD   95                19/20     1/1   no_target
        Q4   ABC  not_applicable    -         0/0   -
    """,
}
