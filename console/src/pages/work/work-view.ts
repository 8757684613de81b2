export const WORK_TABS = ['parked', 'refused', 'undos'] as const
export type WorkTab = (typeof WORK_TABS)[number]

export interface WorkView {
  tab?: WorkTab
  /** A page of a long list, from 2 on. */
  page?: string
}

export function readWorkView(search: Readonly<Record<string, unknown>>): WorkView {
  const tab = WORK_TABS.find((name) => name === search['tab'])
  const page = search['page']
  return {
    ...(tab === undefined || tab === 'parked' ? {} : { tab }),
    ...(typeof page === 'string' && /^([2-9]|[1-9]\d{1,5})$/.test(page) ? { page } : {}),
  }
}
