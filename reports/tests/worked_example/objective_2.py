"""Objective 2 of the worked example: child protection. The lines are read as in `objective_1`."""

TABLES = {
    # 8.1 children in special circumstances / children under 16, x 100; two stocks; below 3.
    #   Q1: A 25/1000 = 2.5; B 5/200 = 2.5; C 35/800 = 4.375; together 65/2000 = 3.25.
    #   Q4: A 20/1000 = 2; B 5/200 = 2.5; C 25/800 = 3.125; together 50/2000 = 2.5.
    "8.1": """
        Q1   PD   13/4              65/2000   3/3   not_met
        Q1   A    5/2               25/1000   1/1   met
        Q1   B    5/2               5/200     1/1   met
        Q1   C    35/8              35/800    1/1   not_met
        Q4   PD   5/2               50/2000   3/3   met
        Q4   A    2                 20/1000   1/1   met
        Q4   B    5/2               5/200     1/1   met
        Q4   C    25/8              25/800    1/1   not_met
    """,
    # 8.2 of them assisted, x 100; two stocks; at least 90.
    #   Q1: A 22/25 = 88; B 5/5 = 100; C 30/35 = 85 5/7; together 57/65 = 87 9/13.
    #   Q4: A 20/20 = 100; B 4/5 = 80; C 22/25 = 88; together 46/50 = 92.
    "8.2": """
        Q1   PD   1140/13           57/65     3/3   not_met
        Q1   A    88                22/25     1/1   not_met
        Q1   B    100               5/5       1/1   met
        Q1   C    600/7             30/35     1/1   not_met
        Q4   PD   92                46/50     3/3   met
        Q4   A    100               20/20     1/1   met
        Q4   B    80                4/5       1/1   not_met
        Q4   C    88                22/25     1/1   not_met
    """,
    # 9.1 abused children (a flow) / children under 16 (a stock), x 100; below 0.036. Open until Q4 unless broken.
    #   Q1: 0 of each.
    #   Q4: A (0+1+0+0)/1000 = 0.1; B 0/200 = 0; C's year is not known; A and B 1/1200 = 1/12.
    #   Q4 alone: none in any of the three.
    "9.1": """
        Q1   PD   0                 0/2000    3/3   in_progress
        Q1   A    0                 0/1000    1/1   in_progress
        Q1   B    0                 0/200     1/1   in_progress
        Q1   C    0                 0/800     1/1   in_progress
        Q4   PD   1/12              1/1200    2/3   no_data
        Q4   A    1/10              1/1000    1/1   not_met
        Q4   B    0                 0/200     1/1   met
        Q4   C    not_reported      -         0/1   no_data
        Q4q  PD   0                 0/2000    3/3   -
        Q4q  A    0                 0/1000    1/1   -
        Q4q  B    0                 0/200     1/1   -
        Q4q  C    0                 0/800     1/1   -
    """,
    # 10.1 child labourers / persons from 5 to 17, x 100; two stocks; exactly 0.
    #   Q1: A and B none; C 2/650 = 4/13; together 2/1600 = 1/8.
    #   Q4: none: 0, not nothing.
    "10.1": """
        Q1   PD   1/8               2/1600    3/3   not_met
        Q1   A    0                 0/800     1/1   met
        Q1   B    0                 0/150     1/1   met
        Q1   C    4/13              2/650     1/1   not_met
        Q4   PD   0                 0/1600    3/3   met
        Q4   A    0                 0/800     1/1   met
        Q4   B    0                 0/150     1/1   met
        Q4   C    0                 0/650     1/1   met
    """,
    # 11.1 injured children (a flow) / children under 16 (a stock), x 100,000; at most 510.
    #   Q1: A 6/1000 = 600, already broken; B 0; C 2/800 = 250; together 8/2000 = 400, still open.
    #   Q4: A (6+1+1+0)/1000 = 800; B 0; C's year is not known; A and B 8/1200 = 666 2/3.
    "11.1": """
        Q1   PD   400               8/2000    3/3   in_progress
        Q1   A    600               6/1000    1/1   not_met
        Q1   B    0                 0/200     1/1   in_progress
        Q1   C    250               2/800     1/1   in_progress
        Q4   PD   2000/3            8/1200    2/3   no_data
        Q4   A    800               8/1000    1/1   not_met
        Q4   B    0                 0/200     1/1   met
        Q4   C    not_reported      -         0/1   no_data
    """,
    # 11.2 deaths by injury (a flow) / children under 16 (a stock), x 100,000; at most 16.
    #   Q1: none. Q4: A (0+1+0+0)/1000 = 100; B 0; C's year is not known; A and B 1/1200 = 83 1/3.
    "11.2": """
        Q1   PD   0                 0/2000    3/3   in_progress
        Q1   A    0                 0/1000    1/1   in_progress
        Q1   B    0                 0/200     1/1   in_progress
        Q1   C    0                 0/800     1/1   in_progress
        Q4   PD   250/3             1/1200    2/3   no_data
        Q4   A    100               1/1000    1/1   not_met
        Q4   B    0                 0/200     1/1   met
        Q4   C    not_reported      -         0/1   no_data
    """,
    # 12.1 supported / hit by disasters, x 100; two flows; no target of the province.
    #   Q1: none hit anywhere, whether written as 0 or as "không phát sinh": no rate, and nobody's failure.
    #   Q4: A (0+0+27+0)/(0+0+30+0) = 90; B nothing; C's year is not known; A and B 27/30.
    "12.1": """
        Q1   PD   nothing_occurred  0/0       3/3   nothing_occurred
        Q1   ABC  nothing_occurred  0/0       1/1   nothing_occurred
        Q4   PD   90                27/30     2/3   no_data
        Q4   A    90                27/30     1/1   no_target
        Q4   B    nothing_occurred  0/0       1/1   nothing_occurred
        Q4   C    not_reported      -         0/1   no_data
    """,
    # 13.1 (child marriages last year - this year) / last year, x 100; the same stretch of both; no provincial target.
    #   Q1: A (3-2)/3 = 33 1/3; B none in either; C (2-1)/2 = 50; together (5-3)/5 = 40.
    #   Q4: A (8-6)/8 = 25, from 3+2+1+2 and 2+1+1+2; B none; C's year is not known; A and B (8-6)/8.
    #   Q4 alone: A (2-2)/2 = 0; C from 0 to 1, which no rate tells; together (2-3)/2 = -50.
    "13.1": """
        Q1   PD   40                2/5       3/3   no_target
        Q1   A    100/3             1/3       1/1   no_target
        Q1   B    nothing_occurred  0/0       1/1   nothing_occurred
        Q1   C    50                1/2       1/1   no_target
        Q4   PD   25                2/8       2/3   no_data
        Q4   A    25                2/8       1/1   no_target
        Q4   B    nothing_occurred  0/0       1/1   nothing_occurred
        Q4   C    not_reported      -         0/1   no_data
        Q4q  PD   -50               -1/2      3/3   -
        Q4q  A    0                 0/2       1/1   -
        Q4q  B    nothing_occurred  0/0       1/1   -
        Q4q  C    not_computable    -1/0      1/1   -
    """,
    # 14.1 children under 5 registered / children under 5, x 100; two stocks; no target of the province.
    #   Q1: 290/300 = 96 2/3; 48/50 = 96; 240/250 = 96; together 578/600 = 96 1/3.
    #   Q4: 296/300 = 98 2/3; 50/50 = 100; 246/250 = 98.4; together 592/600 = 98 2/3.
    "14.1": """
        Q1   PD   289/3             578/600   3/3   no_target
        Q1   A    290/3             290/300   1/1   no_target
        Q1   B    96                48/50     1/1   no_target
        Q1   C    96                240/250   1/1   no_target
        Q4   PD   296/3             592/600   3/3   no_target
        Q4   A    296/3             296/300   1/1   no_target
        Q4   B    100               50/50     1/1   no_target
        Q4   C    492/5             246/250   1/1   no_target
    """,
}
