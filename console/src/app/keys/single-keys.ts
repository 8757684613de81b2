const KEPT_AS = 'loansaga.single-keys'

export function singleKeysAreOn(): boolean {
  return window.localStorage.getItem(KEPT_AS) !== 'off'
}

/** Whoever speaks to their machine, or shakes, can switch them off (WCAG 2.1.4). */
export function switchSingleKeys(on: boolean): void {
  window.localStorage.setItem(KEPT_AS, on ? 'on' : 'off')
}
