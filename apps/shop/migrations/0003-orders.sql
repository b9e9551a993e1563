CREATE TABLE orders (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  idempotency_key TEXT,
  total INTEGER NOT NULL, -- in cents
  created_at INTEGER NOT NULL,
  UNIQUE (account_id, idempotency_key)
) STRICT;

-- Name and price are those of the moment: an order stays what it was when its items change or go.
CREATE TABLE order_lines (
  order_id INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  item_id INTEGER REFERENCES items (id) ON DELETE SET NULL,
  name TEXT NOT NULL,
  price INTEGER NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (order_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX order_lines_by_item ON order_lines (item_id);
