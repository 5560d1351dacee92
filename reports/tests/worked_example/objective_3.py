"""Objective 3 of the worked example: education and play. The lines are read as in `objective_1`."""

TABLES = {
    # 15.1 on track / assessed, x 100; the department of education, asked in Q2; in Q4 the year's entry of Q2 stands.
    #   Q4: 450/500 = 90.
    "15.1": """
        Q1   P    not_due           -         0/1   -
        Q1   DABC not_applicable    -         0/0   -
        Q4   P    90                450/500   1/1   no_target
        Q4   DABC not_applicable    -         0/0   -
    """,
    # 16.1 in kindergarten / aged 5, x 100; two stocks of the district. Q1: 114/120 = 95. Q4: 117/120 = 97.5.
    "16.1": """
        Q1   PD   95                114/120   1/1   no_target
        Q1   ABC  not_applicable    -         0/0   -
        Q4   PD   195/2             117/120   1/1   no_target
        Q4   ABC  not_applicable    -         0/0   -
    """,
    # 17.1 primary completers / pupils of grade 5, x 100; the district, asked in Q2. Q4: 98/100 = 98.
    "17.1": """
        Q1   PD   not_due           -         0/1   -
        Q1   ABC  not_applicable    -         0/0   -
        Q4   PD   98                98/100    1/1   no_target
        Q4   ABC  not_applicable    -         0/0   -
    """,
    # 17.2 primary dropouts / pupils, x 100. Q4: 1/500 = 0.2.
    "17.2": """
        Q1   PD   not_due           -         0/1   -
        Q1   ABC  not_applicable    -         0/0   -
        Q4   PD   1/5               1/500     1/1   no_target
        Q4   ABC  not_applicable    -         0/0   -
    """,
    # 18.1 lower secondary completers / pupils of grade 9, x 100. Q4: 76/80 = 95.
    "18.1": """
        Q1   PD   not_due           -         0/1   -
        Q1   ABC  not_applicable    -         0/0   -
        Q4   PD   95                76/80     1/1   no_target
        Q4   ABC  not_applicable    -         0/0   -
    """,
    # 18.2 lower secondary dropouts / pupils, x 100. Q4: 7/350 = 2.
    "18.2": """
        Q1   PD   not_due           -         0/1   -
        Q1   ABC  not_applicable    -         0/0   -
        Q4   PD   2                 7/350     1/1   no_target
        Q4   ABC  not_applicable    -         0/0   -
    """,
    # 19.1 schools with psychological support / general schools, x 100. Q1: 3/12 = 25. Q4: 6/12 = 50.
    "19.1": """
        Q1   PD   25                3/12      1/1   no_target
        Q1   ABC  not_applicable    -         0/0   -
        Q4   PD   50                6/12      1/1   no_target
        Q4   ABC  not_applicable    -         0/0   -
    """,
    # 20.1 schools ready for disabled pupils / general schools, x 100. Q1: 3/12 = 25. Q4: 4/12 = 33 1/3.
    "20.1": """
        Q1   PD   25                3/12      1/1   no_target
        Q1   ABC  not_applicable    -         0/0   -
        Q4   PD   100/3             4/12      1/1   no_target
        Q4   ABC  not_applicable    -         0/0   -
    """,
    # 20.2 disabled children in education / wanting it, x 100. 12/16 = 75 in both.
    "20.2": """
        Q1   PD   75                12/16     1/1   no_target
        Q1   ABC  not_applicable    -         0/0   -
        Q4   PD   75                12/16     1/1   no_target
        Q4   ABC  not_applicable    -         0/0   -
    """,
    # 21.1 communes with a play point, of all in force, x 100; no target of the province.
    #   Q1: A of the three = 33 1/3. Q2: A yes, B no, C silent: still of three. Q4: all three = 100.
    "21.1": """
        Q1   PD   100/3             1/3       3/3   no_target
        Q1   A    100               1/1       1/1   no_target
        Q1   BC   0                 0/1       1/1   no_target
        Q2   PD   100/3             1/3       2/3   no_data
        Q2   A    100               1/1       1/1   no_target
        Q2   B    0                 0/1       1/1   no_target
        Q2   C    not_reported      -         0/1   no_data
        Q4   PD   100               3/3       3/3   no_target
        Q4   ABC  100               1/1       1/1   no_target
    """,
}
