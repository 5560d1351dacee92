"""The one door for writing on this floor, a file per noun.

Every action takes `by`, `at` and `origin`, checks the right, writes in one transaction, records an Event in it, and
says no by raising `Refused` with a sentence for the person.
"""
