"""What exports read: columns through prebuilt statements, from one consistent view, as plain rows.

Dates, instants and lists come as the database's own text (days in ISO, instants in UTC): a Python value for each cell
would cost more than the whole query. For the same reason the rows come from the driver, not through result objects.
"""
