/** What each webhook of a call in progress was answered, so that the same one gets the same answer again. */
export const replies = {
    name: '005-replies',
    statements: [
        `CREATE TABLE IF NOT EXISTS replies (
      call_sid TEXT NOT NULL,
      delivery TEXT NOT NULL,
      reply TEXT NOT NULL,
      kept_at BIGINT NOT NULL,
      PRIMARY KEY (call_sid, delivery)
    )`,
        'CREATE INDEX IF NOT EXISTS replies_by_time ON replies (kept_at)',
    ],
};
