import { Dialog } from '@base-ui/react/dialog'
import { useEffect, useEffectEvent } from 'react'

import { words } from '../../words'
import { Finder } from './finder'

interface PaletteProps {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Finds anything by what it is called: Ctrl or Cmd and K, from anywhere. */
export function Palette({ open, onOpenChange }: PaletteProps) {
  const toggle = useEffectEvent(() => onOpenChange(!open))
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      toggle()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog palette" aria-label={words.palette.title}>
          <Finder onDone={() => onOpenChange(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
