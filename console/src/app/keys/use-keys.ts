import { useEffect, useEffectEvent } from 'react'

import { singleKeysAreOn } from './single-keys'

const SEQUENCE_WITHIN_MS = 1_200

export type Keys = Readonly<Record<string, () => void>>

/**
 * Does what a key, or two in a row, stands for: `j`, `/`, `g l`. Not while somebody types, not below
 * a dialog, and never with Ctrl, Alt or Meta, which are the browser's.
 */
export function useKeys(keys: Keys): void {
  const pressed = useEffectEvent((name: string) => keys[name])
  useEffect(() => {
    let before = ''
    let at = 0
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (!singleKeysAreOn() || isTyping(event.target) || aDialogIsOpen()) return
      const isSequence = before !== '' && event.timeStamp - at < SEQUENCE_WITHIN_MS
      const act = (isSequence ? pressed(`${before} ${event.key}`) : undefined) ?? pressed(event.key)
      before = event.key
      at = event.timeStamp
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable]') !== null
  )
}

function aDialogIsOpen(): boolean {
  return document.querySelector('[role=dialog], :popover-open') !== null
}
