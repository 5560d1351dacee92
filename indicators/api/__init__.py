"""The API of what is measured, and what every list of the API shares: its pages and its filters."""
