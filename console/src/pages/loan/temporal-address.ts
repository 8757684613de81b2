/** Where the engineers' screen has a loan; undefined where it is not known where that is. */
export function temporalAddress(uiUrl: string | null, workflowId: string): string | undefined {
  if (uiUrl === null) return undefined
  const base = uiUrl.replace(/\/$/, '')
  const workflows = base.includes('/namespaces/') ? base : `${base}/namespaces/default`
  return `${workflows}/workflows/${encodeURIComponent(workflowId)}`
}
