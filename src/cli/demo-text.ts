import { resolve } from 'node:path'

import type { TrialBalance } from '../reports/trial-balance'
import { amountText, rightAligned } from './amount-text'
import { credentialsFile } from './credentials'
import type { DemoTally, Refused } from './demo-tally'
import type { StackAddress } from './running-stack'
import { table } from './table'

const LONGEST_REASON = 76

/** What was sent and what became of it. */
export function tallyText(tally: DemoTally): string {
  const rate = tally.seconds > 0 ? Math.round(tally.sent / tally.seconds) : tally.sent
  const seconds = `${tally.sent} in ${tally.seconds.toFixed(1)} s`
  const rows: [string, number, string][] = [
    ['sent', tally.sent, ''],
    ['posted', tally.posted, 'in the books'],
    ['duplicates', tally.duplicates, 'answered with the event they repeat, nothing changed'],
    ...tally.failed.map(refusedRow('refused by a rule')),
    ...tally.refused.map(refusedRow('refused at the door')),
    ...(tally.parked > 0 ? [['parked', tally.parked, 'wait for an operator'] as const] : []),
    ['events a second', rate, `${seconds}, to the last outcome`],
  ].map(([label, count, text]) => [label, count, text] as [string, number, string])
  const counts = rightAligned(rows.map(([, count]) => String(count)))
  return table(
    ['EVENTS', 'COUNT', ''],
    rows.map(([label, , text], row) => [label, counts[row] ?? '', text]),
  )
}

export function trialBalanceText({
  currency,
  lines,
  totalDebit,
  totalCredit,
}: TrialBalance): string {
  const amount = (minor: bigint) => (minor === 0n ? '' : amountText(minor, currency))
  const [debits, credits] = [
    rightAligned(['DEBIT', ...lines.map(({ debit }) => amount(debit)), amount(totalDebit)]),
    rightAligned(['CREDIT', ...lines.map(({ credit }) => amount(credit)), amount(totalCredit)]),
  ]
  const accounts = [...lines.map(({ code, name }) => [code, name]), ['', 'Total']]
  return table(
    ['ACCOUNT', currency, debits[0] ?? '', credits[0] ?? ''],
    accounts.map(([code = '', name = ''], row) => [
      code,
      name,
      debits[row + 1] ?? '',
      credits[row + 1] ?? '',
    ]),
  )
}

/** Where to look, and requests to try. */
export function addressesText(
  { url, credentials }: StackAddress,
  dataDirectory: string,
  loanId: string,
): string {
  const file = resolve(credentialsFile(dataDirectory))
  const body = {
    customerId: 'C-1',
    customerName: 'Asha Mwakyusa',
    loanId: 'LN-TRY-1',
    loanAmount: 1_000_000,
    adminFee: 25_000,
    disbursementDate: '2025-06-01',
  }
  return `It is all running; Ctrl-C ends it.

  API             ${url}
  API docs        ${url}/docs
  Temporal UI     ${credentials.temporalUiUrl}
  Credentials     ${file}

Things to try:

  KEY=$(node -p "require('${file}').apiKey")
  curl -s -H "X-LMS-API-Key: $KEY" ${url}/lms-integration/loans/${loanId}
  curl -s -H "X-LMS-API-Key: $KEY" -H 'Content-Type: application/json' -H 'Prefer: wait=5' \\
    -d '${JSON.stringify(body)}' \\
    ${url}/lms-integration/disbursement
  ./loansaga verify --data-dir ${resolve(dataDirectory)}`
}

function refusedRow(label: string): (refused: Refused) => [string, number, string] {
  return ({ code, count, reason }) => [label, count, `${code}  ${shortened(reason)}`]
}

function shortened(text: string): string {
  return text.length > LONGEST_REASON ? `${text.slice(0, LONGEST_REASON - 1)}…` : text
}
