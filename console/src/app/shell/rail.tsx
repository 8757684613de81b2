import { Link } from '@tanstack/react-router'

import { Brand } from '../../parts/brand'
import { Icon } from '../../parts/icons/icon'
import { words } from '../../words'
import { useSession } from '../session/session-context'
import { PLACES } from './places'
import { usePulse } from './use-pulse'

export function Rail() {
  const { business, environment } = useSession()
  return (
    <nav className="rail" aria-label={words.places.main}>
      <Brand />
      <ul>
        {PLACES.map(({ to, label, icon }) => (
          <li key={to}>
            <Link to={to} activeProps={{ 'aria-current': 'page' }}>
              <Icon name={icon} />
              <span>{label}</span>
              {to === '/work' && <NeedsYou />}
            </Link>
          </li>
        ))}
      </ul>
      <p className="rail-foot">
        <strong>{business.name}</strong>
        <span>
          {business.currency} · {business.timeZone}
        </span>
        <span>{environment}</span>
      </p>
    </nav>
  )
}

/** Only what needs a person: what waits for its turn is no problem. */
function NeedsYou() {
  const parked = usePulse()?.parked ?? 0
  if (parked === 0) return null
  return (
    <span className="badge" title={words.shell.needsYou(parked)}>
      {parked}
    </span>
  )
}
