import type { InstallmentLine } from '../../../domain/books/lending/installment-lines'
import { derivedBookFacts, recordedBookFacts } from '../../book-facts'
import { compareAll, type Facts } from '../../difference'
import { majorOf, type OwnCheck } from '../../loan-check'
import type { RecordedInstallmentLine } from '../../loan-record'

type Major = (minor: bigint) => string

/**
 * The ledger holds, row by row, what the stream gives when it is posted again batch by batch: on
 * which day, in how many pieces and for what cause. Where it was not yet noted what was posted
 * together, only what stands is proven.
 */
export const bookRows: OwnCheck = {
  name: 'book-rows',
  ofBooks: true,
  find(record, { paper, fault }) {
    if (fault !== null) return []
    if (!paper.knowsBatches) {
      return paper.untold.map((seq) => ({
        subject: `event ${seq}, the first it was posted with`,
        expected: 'noted',
        found: '',
      }))
    }
    const major = majorOf(record)
    const posted = paper.installments.map(({ installment: item, due: dueOn, ...line }, place) => ({
      ...{ ...line, item, dueOn },
      no: place + 1,
    }))
    return [
      ...compareAll(derivedBookFacts(paper.rows, major), recordedBookFacts(record, major)),
      ...compareAll(lineFacts(posted, major), lineFacts(record.installments, major)),
    ]
  },
}

type Line = Omit<InstallmentLine, 'installment' | 'due'> & RecordedInstallmentLine

function lineFacts(lines: readonly Line[], major: Major): Map<string, Facts> {
  return new Map(
    lines.map(({ no, item, dueOn, kind, eventId, causedBy, bookedOn, ...line }) => [
      `installment line ${no}`,
      {
        ...{ kind, event: eventId, 'caused by': causedBy, 'booked on': bookedOn },
        installment: `${item} of ${dueOn}`,
        portions: [line.principal, line.interest, line.fees, line.penalties].map(major).join(' '),
      },
    ]),
  )
}
