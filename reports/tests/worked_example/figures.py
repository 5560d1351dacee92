"""What the units of the worked example report, quarter by quarter.

A number; `-` "không phát sinh"; `.` nothing handed in.
"""

# All the quarters of 2024.
COMMUNES = """
                             A                       B                    C
children_under_16            1000 1000 1000 1000     200 200 200 200      800   .  800 800
persons_5_17                  800  800  800  800     150 150 150 150      650   .  650 650
children_up_to_8              500  500  500  500     100 100 100 100      400   .  400 400
children_under_5              300  300  300  300      50  50  50  50      250   .  250 250
children_7_15                 600  600  600  600     120 120 120 120      480   .  480 480
children_11_15                300  300  300  300      60  60  60  60      240   .  240 240
child_friendly                  1    1    1    1       0   0   0   0        0   .    1   1
children_up_to_8_served       450  460  470  480      50  55  60  60      380   .  370 372
live_births                    20   25   15   20       -   -   -   -       15   .   20  15
neonatal_deaths                 1    0    1    0       -   -   -   -        0   .    1   0
infant_deaths                   1    1    1    0       -   -   -   -        0   .    1   0
under_5_deaths                  2    1    1    0       -   -   -   -        0   .    1   1
immunisation_cohort            80   80   80   80      10  10  10  10       60   .   60  60
fully_immunised_under_1        18   20   19   19       -   -   -   -       14   .   15  14
fully_immunised_under_5       270  275  280  285      40  42  44  45      230   .  235 240
special_circumstances          25   24   22   20       5   5   5   5       35   .   30  25
special_circumstances_assisted 22   22   21   20       5   5   4   4       30   .   26  22
abused_children                 0    1    0    0       -   -   -   -        0   .    0   0
child_labourers                 0    0    0    0       0   0   0   0        2   .    1   0
injured_children                6    1    1    0       -   -   -   -        2   .    0   1
injury_deaths                   0    1    0    0       -   -   -   -        0   .    0   0
drowning_deaths                 0    1    0    0       -   -   -   -        0   .    0   0
disaster_affected               0    0   30    0       -   -   -   -        0   .    0   0
disaster_supported              0    0   27    0       -   -   -   -        0   .    0   0
child_marriages                 2    1    1    2       -   -   -   -        1   .    1   1
under_5_registered            290  292  294  296      48  49  50  50      240   .  244 246
has_play_point                  1    1    1    1       0   0   1   1        0   .    1   1
children_consulted             60  120  150  180      12  24  24  36       48   .   96 120
participation_rights_reached  100  200  300  400      20  30  40  50       80   .  160 240
participation_models           30   45   60   75       6   6   9  12       24   .   36  48
"""

# All the quarters of 2023: base quarters ask for nothing else.
COMMUNES_THE_YEAR_BEFORE = """
                             A                       B                    C
child_marriages                 3    2    1    2       -   -   -   -        2   1    1   0
"""

# The district and the departments in 2024; a school year's figures in the second quarter, a survey in the fourth.
OTHERS = """
                             D                 health            education
schools                      20  20  20  20     .  .  .   .       .   .  .  .
general_schools              12  12  12  12     .  .  .   .       .   .  .  .
schools_with_sanitation      18  18  19  19     .  .  .   .       .   .  .  .
schools_with_psych_support    3   3   6   6     .  .  .   .       .   .  .  .
schools_disability_ready      3   3   4   4     .  .  .   .       .   .  .  .
children_aged_5             120 120 120 120     .  .  .   .       .   .  .  .
kindergarten_aged_5         114 114 117 117     .  .  .   .       .   .  .  .
grade_5_pupils                . 100   .   .     .  .  .   .       .   .  .  .
primary_completers            .  98   .   .     .  .  .   .       .   .  .  .
primary_pupils                . 500   .   .     .  .  .   .       .   .  .  .
primary_dropouts              .   1   .   .     .  .  .   .       .   .  .  .
grade_9_pupils                .  80   .   .     .  .  .   .       .   .  .  .
lower_secondary_completers    .  76   .   .     .  .  .   .       .   .  .  .
lower_secondary_pupils        . 350   .   .     .  .  .   .       .   .  .  .
lower_secondary_dropouts      .   7   .   .     .  .  .   .       .   .  .  .
disabled_wanting_education   16  16  16  16     .  .  .   .       .   .  .  .
disabled_in_education        12  12  12  12     .  .  .   .       .   .  .  .
under_5_measured              .   .   .   .     .  .  . 400       .   .  .  .
under_5_underweight           .   .   .   .     .  .  .  60       .   .  .  .
under_5_stunted               .   .   .   .     .  .  . 112       .   .  .  .
under_5_measured_rural        .   .   .   .     .  .  . 250       .   .  .  .
under_5_obese_rural           .   .   .   .     .  .  .   5       .   .  .  .
under_5_measured_urban        .   .   .   .     .  .  . 150       .   .  .  .
under_5_obese_urban           .   .   .   .     .  .  .   9       .   .  .  .
hiv_exposed_tested            .   .   .   .     2  -  1   2       .   .  .  .
hiv_exposed_infected          .   .   .   .     0  -  0   1       .   .  .  .
under_5_assessed              .   .   .   .     .  .  .   .       . 500  .  .
under_5_on_track              .   .   .   .     .  .  .   .       . 450  .  .
"""
