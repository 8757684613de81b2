import { z } from 'zod'
import 'zod-openapi'

import { journalEntry } from '../../wire/books-schemas'
import { loanAnswer } from './loan-answer-schema'
import { transactionAnswer } from './transaction-answer'

const journalEntries = z.array(journalEntry).optional().meta({
  description:
    'Of a dry run: what the command would add to the books, with the accruals and penalties that are due before it.',
})

/** A loan as a command leaves it. */
export const commandedLoan = loanAnswer.extend({ journalEntries }).meta({ id: 'CommandedLoan' })

/** A transaction as a command leaves it. */
export const commandedTransaction = transactionAnswer
  .extend({
    loan: loanAnswer.optional().meta({ description: 'Of a dry run: the loan as it would be.' }),
    journalEntries,
  })
  .meta({ id: 'CommandedTransaction' })
