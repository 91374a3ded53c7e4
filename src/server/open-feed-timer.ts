import type { Config } from '../config/config.ts'
import type { FeedTimer, FeedTimerParts } from '../feeds/timer.ts'

const noFeeds = { isStale: () => false, close: async () => {} }

/** Runs the feeds. What that takes is loaded only where there is a file of feeds. */
export async function openFeedTimer(
  config: Config,
  parts: Omit<FeedTimerParts, 'feeds' | 'run'>,
): Promise<Pick<FeedTimer, 'isStale' | 'close'>> {
  if (!config.FEEDS_FILE) return noFeeds
  const { openFeeds } = await import('../feeds/open-feeds.ts')
  const feeds = openFeeds(config)
  if (feeds.length === 0) return noFeeds
  const { startFeeds } = await import('../feeds/timer.ts')
  return startFeeds({ ...parts, feeds })
}
