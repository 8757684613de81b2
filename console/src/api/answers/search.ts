export const FOUND_TYPES = [
  'loan',
  'customer',
  'event',
  'entry',
  'invoice',
  'account',
  'job',
] as const
export type FoundType = (typeof FOUND_TYPES)[number]

export interface Found {
  groups: { type: FoundType; items: { id: string; title: string; detail: string }[] }[]
}

export interface Pulse {
  at: string
  parked: number
  refused24h: number
  waiting: number
  compensationsOwed: number
  jobsRunning: number
  loan?: { last: number; lms: number; ledger: number; parked: boolean } | null
}
