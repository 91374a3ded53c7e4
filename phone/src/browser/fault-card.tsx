import type { Fault } from './fault.ts'

/** What went wrong, what the platform does about it, and how to mend it. */
export function FaultCard({ fault }: { fault: Fault }) {
  const { title, what, platform, fix, code, isWarning } = fault
  return (
    <div class={isWarning ? 'fault mild' : 'fault'}>
      <b>
        {title}
        {code !== undefined && <small> {code}</small>}
      </b>
      <dl>
        <dt>What</dt>
        <dd>{what}</dd>
        <dt>The platform</dt>
        <dd>{platform}</dd>
        <dt>To fix it</dt>
        <dd>{fix}</dd>
      </dl>
    </div>
  )
}
