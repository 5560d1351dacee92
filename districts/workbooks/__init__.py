"""A quarter's sheets as workbooks: filled in without a network, brought back, compared, and written cell by cell."""
