import { Dialog } from '@base-ui/react/dialog'
import { useState } from 'react'

import { words } from '../../words'
import { PLACES } from '../shell/places'
import { singleKeysAreOn, switchSingleKeys } from './single-keys'

const LIST: readonly (readonly [keys: string, does: string])[] = [
  ['Ctrl K', words.keys.find],
  ['/', words.keys.filter],
  ['j k', words.keys.move],
  ['Enter', words.keys.open],
  ['[ ]', words.keys.neighbours],
  ...PLACES.map(({ key, label }) => [`g ${key}`, `${words.keys.go} ${label}`] as const),
  ['Esc', words.keys.close],
  ['?', words.keys.help],
]

export function KeysHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [on, setOn] = useState(singleKeysAreOn)
  const change = (value: boolean) => {
    switchSingleKeys(value)
    setOn(value)
  }
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog">
          <Dialog.Title>{words.keys.title}</Dialog.Title>
          <dl className="keys">
            {LIST.map(([keys, does]) => (
              <div key={keys}>
                <dt>
                  {keys.split(' ').map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
          <label className="check">
            <input
              type="checkbox"
              checked={on}
              onChange={(event) => change(event.target.checked)}
            />
            {words.keys.single}
          </label>
          <Dialog.Close className="button">{words.keys.close}</Dialog.Close>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
