"""Doing: one function per use case. Each is given the unit of work, who acts and the instant; each loads, lets
the domain decide, writes rows, the audit line and outbox entries, and returns domain values. None commits."""
