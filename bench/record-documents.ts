import { placeCall } from './load/call.ts'
import type { LoadPlan } from './load/plan.ts'

/** One call's documents by the path of the URL that was answered with them. */
export async function recordDocuments(plan: LoadPlan): Promise<Record<string, string>> {
  const documents: Record<string, string> = {}
  const [caller] = plan.callers
  if (!caller) return documents
  await placeCall(plan, caller, 0, ({ body }, url) => {
    documents[new URL(url).pathname] = body
  })
  return documents
}
