export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const KEPT_AS = 'loansaga.colours'

export function currentTheme(): Theme {
  const kept = window.localStorage.getItem(KEPT_AS)
  return THEMES.find((theme) => theme === kept) ?? 'system'
}

/** Only the colour scheme changes: the colours themselves say both, by `light-dark()`. */
export function setTheme(theme: Theme): void {
  window.localStorage.setItem(KEPT_AS, theme)
  applyTheme()
}

export function applyTheme(): void {
  document.documentElement.dataset['theme'] = currentTheme()
}
