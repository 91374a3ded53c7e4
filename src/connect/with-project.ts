import { type Config, credentialsOf } from '../config/config.ts'
import { CommandError } from '../errors/command-error.ts'
import { explainFailure } from '../signalwire/explain-failure.ts'
import { PlatformError } from '../signalwire/platform-error.ts'
import { openProject, type Project } from '../signalwire/project.ts'

/** Allows for a slow network: only the user waits. */
const REQUEST_LIMIT_MS = 8_000

/**
 * Opens the configured SignalWire project, and closes it when the work is done.
 * @throws CommandError with what to do when there are no credentials or a request fails
 */
export async function withProject<Result>(
  config: Config,
  work: (project: Project) => Promise<Result>,
): Promise<Result> {
  const credentials = credentialsOf(config)
  if (!credentials) {
    const names = 'SIGNALWIRE_PROJECT_ID, SIGNALWIRE_API_TOKEN and SIGNALWIRE_SPACE_URL'
    throw new CommandError(`No project is known: set ${names} in .env, from the API Credentials page.`)
  }
  const project = openProject(credentials, REQUEST_LIMIT_MS)
  try {
    return await work(project)
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error
    const { says, fix } = explainFailure(error, credentials.space)
    throw new CommandError(`${says[0]?.toUpperCase()}${says.slice(1)}: ${fix}.`)
  } finally {
    project.close()
  }
}
