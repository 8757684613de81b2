import type { RequestHandler } from 'express'

import type { Database } from '../../platform/database'
import { AppError } from '../../platform/errors'
import { findEvent } from '../../views/event-view'
import { findLoan } from '../../views/loan-view'
import { sendJson } from '../json-answer'
import { callerOf } from '../middleware/authenticate'
import { eventAnswer, loanAnswer } from './answers'
import { UUID } from '../wire/fields'
import { isIdentifier } from '../wire/text'

export function eventHandler(database: Database): RequestHandler<{ eventId: string }> {
  return async (req, res) => {
    const { business } = callerOf(res)
    const { eventId } = req.params
    const view = UUID.test(eventId) ? await findEvent(database, business.id, eventId) : null
    if (view === null) {
      throw new AppError('EVENT_NOT_FOUND', 'There is no event of this id.', { status: 404 })
    }
    sendJson(res, eventAnswer(view, business.exponent))
  }
}

export function loanHandler(database: Database): RequestHandler<{ loanId: string }> {
  return async (req, res) => {
    const { business } = callerOf(res)
    const { loanId } = req.params
    const view = isIdentifier(loanId) ? await findLoan(database, business.id, loanId) : null
    if (view === null) {
      throw new AppError('LOAN_NOT_FOUND', 'There is no loan of this id.', { status: 404 })
    }
    sendJson(res, loanAnswer(view, business.currency, business.exponent))
  }
}
