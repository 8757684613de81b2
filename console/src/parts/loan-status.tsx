import { Chip } from './chip'
import type { Tone } from './chip'

const TONES: Readonly<Record<string, Tone>> = {
  Active: 'good',
  Overpaid: 'warn',
  Submitted: 'note',
  Approved: 'note',
  'Closed (written off)': 'bad',
}

const SHORT: Readonly<Record<string, string>> = {
  'Closed (obligations met)': 'Closed',
  'Closed (written off)': 'Written off',
}

export function LoanStatus({ status, short = false }: { status: string; short?: boolean }) {
  return <Chip tone={TONES[status] ?? 'plain'}>{short ? (SHORT[status] ?? status) : status}</Chip>
}
