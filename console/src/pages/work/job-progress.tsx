import type { Job } from '../../api/answers/decisions'
import { words } from '../../words'

const { batching: said, results: named } = words.work

export function JobProgress({ job }: { job: Job }) {
  const { status, total, done, results, outcomes } = job
  return (
    <>
      <p role="status">{status === 'DONE' ? said.finished : said.started(total)}</p>
      <label className="progress">
        <progress max={Math.max(total, 1)} value={status === 'DONE' ? Math.max(total, 1) : done} />
        {said.progress(done, total)}
      </label>
      <dl className="fields">
        {[...Object.entries(results), ...Object.entries(outcomes)].map(([name, count]) => (
          <div key={name}>
            <dt>{named[name] ?? name}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      {status !== 'DONE' && <p className="hint">{said.goesOn}</p>}
    </>
  )
}
