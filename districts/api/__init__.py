"""The API of who reports, and of what they reported."""
