CREATE TABLE accounts (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL COLLATE NOCASE UNIQUE,
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  scopes TEXT NOT NULL, -- a JSON list
  created_at INTEGER NOT NULL -- milliseconds since 1970
) STRICT;
