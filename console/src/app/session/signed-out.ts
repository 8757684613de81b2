import { useSyncExternalStore } from 'react'

let signedOut = false
const listeners = new Set<() => void>()

/** Told by any question that the server answered with 401. */
export function setSignedOut(value: boolean): void {
  signedOut = value
  for (const listener of listeners) listener()
}

export function useSignedOut(): boolean {
  return useSyncExternalStore(subscribe, () => signedOut)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
