import { PlatformError } from './platform-error.ts'

/** What is wrong, and how to fix it. */
export type Explanation = { says: string; fix: string }

const OTHER_HOST =
  'set SIGNALWIRE_SPACE_URL to the host in the address of your dashboard, such as example.signalwire.com'

/** Explains a failed request to the space to the user of a command. Throws every error that is not a PlatformError. */
export function explainFailure(error: unknown, space: string): Explanation {
  if (!(error instanceof PlatformError)) throw error
  return error.network === undefined ? explainStatus(error, space) : explainNetwork(error.network, space)
}

function explainNetwork(reason: string, space: string): Explanation {
  switch (reason) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
      return { says: `no host ${space} can be found`, fix: `check the network, or ${OTHER_HOST}` }
    case 'ECONNREFUSED':
      return { says: `nothing listens at ${space}`, fix: OTHER_HOST }
    case 'time-out':
      return { says: `${space} does not answer`, fix: `check the network and the firewall, or ${OTHER_HOST}` }
    case 'EPROTO':
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
      return { says: `${space} does not speak TLS`, fix: OTHER_HOST }
    default:
      return isUntrusted(reason)
        ? {
            says: `the certificate of ${space} is not trusted (${reason})`,
            fix: 'if it is your own, name its file in NODE_EXTRA_CA_CERTS; if not, the connection is intercepted',
          }
        : { says: `the connection to ${space} broke (${reason})`, fix: 'check the network, and try again' }
  }
}

/** Whether a code of Node's is about an untrusted certificate. */
export function isUntrusted(reason: string): boolean {
  return /CERT|SELF_SIGNED|ALTNAME|UNABLE_TO_|CRL|HOSTNAME_MISMATCH/.test(reason)
}

function explainStatus(error: PlatformError, space: string): Explanation {
  const { status = 0, code } = error
  const shown = code ? `${status}, code ${code}` : String(status)
  if (status >= 200 && status < 400) {
    return { says: `${space} answers, but not as a SignalWire space does`, fix: OTHER_HOST }
  }
  if (status === 401) {
    return {
      says: `${space} refuses the credentials (${shown})`,
      fix: 'copy SIGNALWIRE_PROJECT_ID and SIGNALWIRE_API_TOKEN from the API Credentials page again, and give the token the scopes Numbers and Messaging',
    }
  }
  if (status === 403) {
    return {
      says: `${space} forbids this to the credentials (${shown})`,
      fix: 'give the API token the scopes Numbers and Messaging, and check that the project is not suspended',
    }
  }
  if (status === 404) {
    return {
      says: `${space} has no such project (${shown})`,
      fix: `check SIGNALWIRE_PROJECT_ID, or ${OTHER_HOST}`,
    }
  }
  if (status === 429) {
    return { says: `${space} receives too many requests (${shown})`, fix: 'wait a minute, and try again' }
  }
  if (status >= 500) {
    return {
      says: `${space} has an internal error (${shown})`,
      fix: 'try again later; see the status page of SignalWire',
    }
  }
  const sentence = error.sentence()
  if (sentence) return { says: `${space} refuses the request (${shown}): "${sentence}"`, fix: 'correct that' }
  return { says: `${space} refuses the request (${shown})`, fix: 'check the SIGNALWIRE_ variables' }
}
