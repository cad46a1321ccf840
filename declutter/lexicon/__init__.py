"""What is known before a page is read, as data, and its look-ups: phrases per language, class and id hints, months, learned tables.

Data files are read on first use and compiled once.
"""
