import type { ReactNode } from 'react'

import { words } from '../../words'
import { Sheet } from '../sheet'

interface DecidingSheetProps {
  title: string
  onClose: () => void
  /** What was decided, once it was; undefined until then. */
  done: string | undefined
  go: { text: string; isDanger: boolean; isReady: boolean; onGo: () => void }
  children: ReactNode
}

/** Asks before something is decided, and tells what has come of it. */
export function DecidingSheet({ title, onClose, done, go, children }: DecidingSheetProps) {
  if (done !== undefined) {
    return (
      <Sheet
        title={title}
        onClose={onClose}
        foot={
          <button type="button" className="button primary" onClick={onClose}>
            {words.decide.done}
          </button>
        }
      >
        <p role="status">{done}</p>
      </Sheet>
    )
  }
  return (
    <Sheet
      title={title}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="button" onClick={onClose}>
            {words.decide.cancel}
          </button>
          <button
            type="button"
            className={go.isDanger ? 'button danger primary' : 'button primary'}
            disabled={!go.isReady}
            onClick={go.onGo}
          >
            {go.text}
          </button>
        </>
      }
    >
      {children}
    </Sheet>
  )
}
