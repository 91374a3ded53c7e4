/**
 * A text is `waiting`, then `accepted` by the platform or `dead`; then its body and numbers are wiped, and what stays
 * is the key of the caller's number, the consent and what became of the text.
 */
export const texts = {
    name: '003-texts',
    statements: [
        `CREATE TABLE IF NOT EXISTS texts (
      call_sid TEXT PRIMARY KEY,
      number_key TEXT NOT NULL,
      consent TEXT NOT NULL,
      promised_at BIGINT NOT NULL,
      sender TEXT,
      recipient TEXT,
      body TEXT,
      segments INTEGER NOT NULL,
      state TEXT NOT NULL,
      answer TEXT,
      tries INTEGER NOT NULL,
      due_at BIGINT NOT NULL,
      leased_until BIGINT NOT NULL,
      settled_at BIGINT,
      sid TEXT UNIQUE,
      code TEXT,
      reason TEXT,
      status TEXT,
      status_rank INTEGER NOT NULL
    )`,
        'CREATE INDEX IF NOT EXISTS texts_by_turn ON texts (state, due_at)',
        'CREATE INDEX IF NOT EXISTS texts_by_number ON texts (number_key)',
        `CREATE TABLE IF NOT EXISTS text_pace (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      free_at BIGINT NOT NULL
    )`,
        'INSERT INTO text_pace (only_row, free_at) VALUES (1, 0) ON CONFLICT DO NOTHING',
        `CREATE TABLE IF NOT EXISTS unreachable_numbers (
      number_key TEXT PRIMARY KEY,
      code TEXT NOT NULL,
      since BIGINT NOT NULL
    )`,
    ],
};
