/**
 * Amazon Polly voices, since the platform's page on `<Say>` promises those by name, with a full set of accents; an
 * unknown voice would be replaced in silence by a default one.
 */
export const voices = {
    'en-US': { voice: 'Polly.Joanna', language: 'en-US' },
    'es-US': { voice: 'Polly.Penelope', language: 'es-US' },
};
