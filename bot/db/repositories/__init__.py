"""Questions to the database, one class a subject. Methods are questions; nothing here decides."""
