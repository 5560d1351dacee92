"""One-line filters over indicators/wording.py, loaded in every template."""

from django import template

register = template.Library()
