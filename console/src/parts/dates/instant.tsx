import { useBusiness } from '../../app/session/session-context'
import { writeInstant } from './write-instant'

/** When something happened, by the business's clock; its zone and UTC are a hover away. */
export function Instant({ at }: { at: string }) {
  const { timeZone } = useBusiness()
  return (
    <time dateTime={at} title={`${timeZone} · UTC ${writeInstant(at, 'UTC')}`}>
      {writeInstant(at, timeZone)}
    </time>
  )
}
