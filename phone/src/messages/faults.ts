/** A refusal, as the platform words it. */
export type Refusal = { status: number; code: string | number; message: string; bodyStatus?: number }

export type Fault =
  | { label: string; does: 'nothing' }
  | { label: string; does: 'refuse'; refusal: Refusal }
  /** Taken with 201, and reported as undelivered afterwards. */
  | { label: string; does: 'undeliver'; code: string }
  | { label: string; does: 'reply'; status: number; contentType?: string; body: string }
  | { label: string; does: 'hang' }
  | { label: string; does: 'drop'; keeps: boolean }

const refuse = (label: string, refusal: Refusal): Fault => ({ label, does: 'refuse', refusal })

/** What can go wrong with a text, on demand. */
export const faults = {
  none: { label: 'Texts are delivered', does: 'nothing' },
  // seen live: HTTP status and body status differ, and the code is a string
  'refused-sender': refuse('The sender is in no campaign', {
    status: 422,
    code: '21717',
    message: 'From must belong to an active campaign.',
    bodyStatus: 400,
  }),
  landline: refuse('A landline, refused at once', {
    status: 422,
    code: 21614,
    message: 'To is not a mobile number.',
  }),
  'landline-later': { label: 'A landline, undelivered later', does: 'undeliver', code: '30006' },
  'bad-credentials': refuse('The credentials are wrong', {
    status: 401,
    code: 20003,
    message: 'Authentication failed.',
  }),
  'too-many': refuse('Too many requests', { status: 429, code: 20429, message: 'Too many requests.' }),
  'empty-500': { label: 'An empty 500', does: 'reply', status: 500, body: '' },
  'html-502': {
    label: 'A 502 page in HTML',
    does: 'reply',
    status: 502,
    contentType: 'text/html',
    body: '<html><body><h1>502 Bad Gateway</h1></body></html>',
  },
  hang: { label: 'No answer', does: 'hang' },
  dropped: { label: 'The connection drops', does: 'drop', keeps: false },
  'answer-lost': { label: 'Taken, but the answer is lost', does: 'drop', keeps: true },
} satisfies Record<string, Fault>

export type FaultName = keyof typeof faults

// Object.keys gives strings
export const faultNames = Object.keys(faults) as FaultName[]
