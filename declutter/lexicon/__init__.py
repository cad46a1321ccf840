"""Prior knowledge as data files and look-up tables: phrases per language, class and id hints, months, learned log-odds.

Data files are read on first use and compiled once.
"""
