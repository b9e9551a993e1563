CREATE TABLE items (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- the number of a deleted item is never given to another
  name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  price INTEGER NOT NULL CHECK (price >= 0), -- in cents
  stock INTEGER NOT NULL DEFAULT 0 CHECK (stock >= 0),
  tags TEXT NOT NULL DEFAULT '[]', -- a JSON list
  has_image INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE images (
  item_id INTEGER PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
  media_type TEXT NOT NULL,
  bytes BLOB NOT NULL,
  digest TEXT NOT NULL
) STRICT;
