"""Step 2: readers of values: dates, calendars, names of persons, labels, broken JSON, slugs of addresses."""
