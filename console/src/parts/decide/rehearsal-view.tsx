import type { Rehearsal } from '../../api/answers/decisions'
import { words } from '../../words'
import { EntryBlock } from '../books/entry-block'
import { useAccountName } from '../books/use-account-name'
import { Money } from '../money/money'
import { StandingTable } from './standing-table'

const { reversing: said } = words.decide

export function RehearsalView({ rehearsal }: { rehearsal: Rehearsal }) {
  const { before, after, events, entries, net, warnings } = rehearsal
  const changed = events.filter(({ change }) => change !== 'UNCHANGED')
  return (
    <>
      <p className="hint">{said.nothingYet}</p>
      <StandingTable before={before} after={after} />
      <h3>{said.events}</h3>
      <p>
        {changed.map(({ eventId, sequence, change }) => (
          <span key={eventId} className="changed-event">
            <span className="no">{sequence}</span> {said.changes[change] ?? change}
          </span>
        ))}
        {events.length > changed.length && (
          <span className="hint">{said.unchanged(events.length - changed.length)}</span>
        )}
      </p>
      <h3>{said.entries(entries.length)}</h3>
      <div className="rehearsed">
        {entries.map((entry) => (
          <div key={entry.id} className={entry.reverses === null ? 'added' : 'taken-back'}>
            <EntryBlock entry={entry} />
          </div>
        ))}
      </div>
      <Net net={net} />
      {warnings.map(({ code, message }) => (
        <p key={code} className="banner warn">
          {message}
        </p>
      ))}
      <p className="hint">{said.bank}</p>
    </>
  )
}

function Net({ net }: Pick<Rehearsal, 'net'>) {
  const accountName = useAccountName()
  if (net.length === 0) return null
  return (
    <>
      <h3>{said.net}</h3>
      <table className="entry-lines">
        <tbody>
          {net.map(({ account, amount }) => (
            <tr key={account}>
              <td>
                <span className="account-no">{account}</span> {accountName(account)}
              </td>
              <td className="numeric">
                <Money amount={amount} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
