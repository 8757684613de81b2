import { Link } from '@tanstack/react-router'

import { Brand } from '../../parts/brand'
import { Icon } from '../../parts/icons/icon'
import { words } from '../../words'
import { useSession } from '../session/session-context'
import { PLACES } from './places'

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
