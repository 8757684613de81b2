import { createHash } from 'node:crypto'

import type { LoanRef } from '../contract/loan-ref'

/** Temporal allows 1,000 bytes; operators read far fewer. */
const MAX_BYTES = 200

/** `loan/<business>/<externalId>`; a longer one is cut and ends in a hash of the whole. */
export function loanWorkflowId(loan: LoanRef): string {
  const id = `loan/${loan.businessId}/${loan.loanId}`
  if (Buffer.byteLength(id) <= MAX_BYTES) return id
  const hash = createHash('sha256').update(id).digest('hex')
  return `${cutTo(id, MAX_BYTES - hash.length - 1)}~${hash}`
}

function cutTo(text: string, bytes: number): string {
  let cut = ''
  let size = 0
  for (const character of text) {
    size += Buffer.byteLength(character)
    if (size > bytes) break
    cut += character
  }
  return cut
}
