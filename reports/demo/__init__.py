"""Figures made up for a demonstration: pure and seeded, around what Kon Tum has published of the whole province.

No commune's figures are public. Nothing here says anything about a real commune, school or child.
"""
