"""SDMX: the results in the standard by which statistical offices and UNICEF pull each other's figures."""
