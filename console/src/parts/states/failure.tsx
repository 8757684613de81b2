import { Problem } from '../../api/problem'
import { words } from '../../words'
import { CopyText } from '../copy-text'

/** What went wrong, in the server's words, with what its log calls it. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const problem = error instanceof Problem ? error : undefined
  return (
    <div className="failure" role="alert">
      <p>
        <strong>{words.states.failed}. </strong>
        {error instanceof Error ? error.message : String(error)}
      </p>
      {problem?.fields.map(({ field, message }) => (
        <p key={field}>
          <code>{field}</code> {message}
        </p>
      ))}
      {problem && (
        <p className="hint">
          <code>{problem.code}</code>
          {problem.requestId !== undefined && (
            <>
              {' '}
              · {words.states.request} <CopyText text={problem.requestId} />
            </>
          )}
        </p>
      )}
      {onRetry && (
        <button className="button" type="button" onClick={onRetry}>
          {words.states.retry}
        </button>
      )}
    </div>
  )
}
