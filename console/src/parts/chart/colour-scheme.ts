const PREFERS_DARK = '(prefers-color-scheme: dark)'

/** What colours are shown in, so that what is drawn on a canvas is drawn anew when they change. */
export function colourScheme(): string {
  const chosen = document.documentElement.dataset['theme'] ?? 'system'
  return `${chosen} ${window.matchMedia(PREFERS_DARK).matches ? 'dark' : 'light'}`
}

export function watchColourScheme(listener: () => void): () => void {
  const query = window.matchMedia(PREFERS_DARK)
  const observer = new MutationObserver(listener)
  query.addEventListener('change', listener)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => {
    query.removeEventListener('change', listener)
    observer.disconnect()
  }
}
