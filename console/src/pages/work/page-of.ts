/** What every list of this page is asked by. */
export interface PagedTab {
  page: number
  onPage: (page: number) => void
}

export const ROWS = 50
