"""Objective 4 of the worked example: participation. The lines are read as in `objective_1`.

All three count distinct children over the year so far, so Q4 is Q4's own number; that C lacks Q2 does not matter.
"""

TABLES = {
    # 22.1 children consulted / children from 7 to 15, x 100.
    #   Q1: 60/600, 12/120, 48/480 = 10 each; together 120/1200 = 10.
    #   Q4: 180/600 = 30; 36/120 = 30; 120/480 = 25; together 336/1200 = 28.
    "22.1": """
        Q1   PD   10                120/1200  3/3   no_target
        Q1   A    10                60/600    1/1   no_target
        Q1   B    10                12/120    1/1   no_target
        Q1   C    10                48/480    1/1   no_target
        Q4   PD   28                336/1200  3/3   no_target
        Q4   A    30                180/600   1/1   no_target
        Q4   B    30                36/120    1/1   no_target
        Q4   C    25                120/480   1/1   no_target
    """,
    # 23.1 children told of their right to take part / children under 16, x 100.
    #   Q1: 100/1000, 20/200, 80/800 = 10 each; together 200/2000 = 10.
    #   Q4: 400/1000 = 40; 50/200 = 25; 240/800 = 30; together 690/2000 = 34.5.
    "23.1": """
        Q1   PD   10                200/2000  3/3   no_target
        Q1   A    10                100/1000  1/1   no_target
        Q1   B    10                20/200    1/1   no_target
        Q1   C    10                80/800    1/1   no_target
        Q4   PD   69/2              690/2000  3/3   no_target
        Q4   A    40                400/1000  1/1   no_target
        Q4   B    25                50/200    1/1   no_target
        Q4   C    30                240/800   1/1   no_target
    """,
    # 24.1 children in models of participation / children from 11 to 15, x 100.
    #   Q1: 30/300, 6/60, 24/240 = 10 each; together 60/600 = 10.
    #   Q4: 75/300 = 25; 12/60 = 20; 48/240 = 20; together 135/600 = 22.5.
    "24.1": """
        Q1   PD   10                60/600    3/3   no_target
        Q1   A    10                30/300    1/1   no_target
        Q1   B    10                6/60      1/1   no_target
        Q1   C    10                24/240    1/1   no_target
        Q4   PD   45/2              135/600   3/3   no_target
        Q4   A    25                75/300    1/1   no_target
        Q4   B    20                12/60     1/1   no_target
        Q4   C    20                48/240    1/1   no_target
    """,
}
