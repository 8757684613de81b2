import { Link } from '@tanstack/react-router'

import { Empty } from '../parts/states/empty'
import { words } from '../words'

export function NotFound() {
  return (
    <Empty title={words.states.notFound}>
      <Link to="/loans">{words.states.toLoans}</Link>
    </Empty>
  )
}
