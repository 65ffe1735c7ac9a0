"""What the prose of a report claims about its tables: numbers, percentages, totals and their parts."""
