def told(s): return []
