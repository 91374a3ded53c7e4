/**
 * Clients come in versions: one is visible while `since <= directory.generation` and it has no `until`, or one that is
 * still ahead. An import writes invisible versions at its leisure and then moves the generation on.
 */
export const clients = {
    name: '001-clients',
    statements: [
        `CREATE TABLE IF NOT EXISTS directory (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      generation BIGINT NOT NULL,
      client_count BIGINT NOT NULL,
      pin_key TEXT,
      lease_holder TEXT,
      lease_until BIGINT NOT NULL
    )`,
        `INSERT INTO directory (only_row, generation, client_count, lease_until) VALUES (1, 0, 0, 0)
     ON CONFLICT DO NOTHING`,
        `CREATE TABLE IF NOT EXISTS clients (
      id TEXT NOT NULL,
      since BIGINT NOT NULL,
      until BIGINT,
      name TEXT NOT NULL,
      name_key TEXT NOT NULL,
      pin_hash TEXT NOT NULL,
      phone TEXT,
      last_four TEXT,
      language TEXT,
      PRIMARY KEY (id, since)
    )`,
        'CREATE INDEX IF NOT EXISTS clients_by_name ON clients (name_key)',
        'CREATE INDEX IF NOT EXISTS clients_by_phone ON clients (phone)',
        'CREATE INDEX IF NOT EXISTS clients_by_version ON clients (until, since)',
        `CREATE TABLE IF NOT EXISTS appointments (
      client_id TEXT NOT NULL,
      since BIGINT NOT NULL,
      at BIGINT NOT NULL,
      note TEXT NOT NULL,
      PRIMARY KEY (client_id, since, at),
      FOREIGN KEY (client_id, since) REFERENCES clients (id, since) ON DELETE CASCADE
    )`,
        'CREATE INDEX IF NOT EXISTS appointments_by_time ON appointments (at)',
    ],
};
