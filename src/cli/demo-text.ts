import { resolve } from 'node:path'

import type { TrialBalance } from '../reports/trial-balance'
import { amountText } from '../domain/values/amount-text'
import { rightAligned } from './right-aligned'
import { credentialsFile } from './credentials'
import type { Refused } from './demo-outcomes'
import type { DemoTally } from './demo-tally'
import type { StackAddress } from './running-stack'
import { table } from './table'

const LONGEST_REASON = 76

/** What was sent and what became of it. */
export function tallyText(tally: DemoTally): string {
  const { sent, seconds } = tally
  const perSecond = String(Math.round(sent / Math.max(seconds, 0.001)))
  const rows: Row[] = [
    ['sent', String(sent), '', ''],
    ['posted', String(tally.posted), '', 'in the books'],
    ['duplicates', String(tally.duplicates), '', 'answered with the event they repeat'],
    ...tally.failed.map(refusedRow('refused by a rule')),
    ...tally.refused.map(refusedRow('refused at the door')),
    ...(tally.parked > 0
      ? [['parked', String(tally.parked), '', 'wait for an operator'] as Row]
      : []),
    ['a second', perSecond, '', `from the first sent to the last outcome, ${seconds.toFixed(1)} s`],
  ]
  const counts = rightAligned(['COUNT', ...rows.map(([, count]) => count)])
  return table(
    ['EVENTS', counts[0] ?? '', 'CODE', 'REASON'],
    rows.map(([label, , code, reason], row) => [label, counts[row + 1] ?? '', code, reason]),
  )
}

export type Row = [label: string, count: string, code: string, reason: string]

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
  curl -sw '\\n' -H "X-LMS-API-Key: $KEY" ${url}/lms-integration/loans/${loanId}
  curl -sw '\\n' -H "X-LMS-API-Key: $KEY" -H 'Content-Type: application/json' -H 'Prefer: wait=5' \\
    -d '${JSON.stringify(body)}' \\
    ${url}/lms-integration/disbursement
  TOKEN=$(curl -s -H 'Content-Type: application/json' ${url}/api/generate-token \\
    -d "$(node -p "const { keyId, secret } = require('${file}'); JSON.stringify({ keyId, secret })")" |
    node -p "JSON.parse(require('fs').readFileSync(0)).token")
  curl -sw '\\n' -H "Authorization: Bearer $TOKEN" '${url}/v1/loans?rows=5'
  ./loansaga verify --data-dir ${resolve(dataDirectory)}`
}

export function refusedRow(label: string): (refused: Refused) => Row {
  return ({ code, count, reason }) => [label, String(count), code, shortened(reason)]
}

function shortened(text: string): string {
  return text.length > LONGEST_REASON ? `${text.slice(0, LONGEST_REASON - 1)}…` : text
}
