import { useEffect } from 'react'

/** What the tab says; never a person's name. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Loansaga`
  }, [title])
}
