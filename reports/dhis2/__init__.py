"""DHIS2: the accepted counts as data value sets that a DHIS2 imports."""
