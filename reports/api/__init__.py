"""The API of what the figures add up to: observations and publications."""
