"""A small province reckoned by hand, so that the portal's arithmetic has something outside itself to answer to.

One district D of the province P, its three communes A, B and C, the departments of health and of education; the four
quarters of 2024 and the four of 2023, opened as base quarters. Commune C lacks the second quarter of 2024. In commune
B no events occur: it says "không phát sinh" for its flows.

`figures` has what each unit reports; `objective_1` to `objective_4` what that comes to, a table per measure with the
reckoning above it. The expected values were derived from the rules on paper, not taken from the portal.
"""
