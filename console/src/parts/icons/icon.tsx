import { STROKES } from './strokes'
import type { IconName } from './strokes'

/** Never alone: a word beside it, or the label of its button, says what it means. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={STROKES[name]} />
    </svg>
  )
}
