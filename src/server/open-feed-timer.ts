import type { Config } from '../config/config.ts'
import { openFeeds } from '../feeds/open-feeds.ts'
import type { FeedTimer, FeedTimerParts } from '../feeds/timer.ts'

const noFeeds = { isStale: () => false, close: async () => {} }

/** Runs the feeds. The timer is loaded only where there are feeds. */
export async function openFeedTimer(
  config: Config,
  parts: Omit<FeedTimerParts, 'feeds' | 'run'>,
): Promise<Pick<FeedTimer, 'isStale' | 'close'>> {
  const feeds = openFeeds(config)
  if (feeds.length === 0) return noFeeds
  const { startFeeds } = await import('../feeds/timer.ts')
  return startFeeds({ ...parts, feeds })
}
