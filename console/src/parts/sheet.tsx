import { Dialog } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'

import { words } from '../words'
import { Icon } from './icons/icon'

interface SheetProps {
  title: string
  onClose: () => void
  /** What decides, always in sight below the rest. */
  foot: ReactNode
  children: ReactNode
}

/** What is decided about something on the page, beside which it stays in sight. */
export function Sheet({ title, onClose, foot, children }: SheetProps) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="sheet">
          <header className="sheet-head">
            <Dialog.Title>{title}</Dialog.Title>
            <Dialog.Close className="button quiet" aria-label={words.keys.close}>
              <Icon name="close" />
            </Dialog.Close>
          </header>
          <div className="sheet-body">{children}</div>
          <footer className="sheet-foot">{foot}</footer>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
