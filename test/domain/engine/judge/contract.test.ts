import { deriveLoan } from '../../../../src/domain/engine/derive'
import type { SubmitPayload } from '../../../../src/domain/events/lending/lending-payloads'
import { TERMS } from '../../../support/lending-requests'
import { StandingLoan } from '../../../support/standing-loan'

const TODAY = '2025-03-01'
const DAY = '2025-01-12'

/** 10,000 at 11 % flat: 11,100 are due in one installment. */
const SEVEN_DAYS: Partial<SubmitPayload> = {
  terms: {
    ...TERMS,
    ...{ numberOfRepayments: 1, repaymentEvery: 7, repaymentUnit: 'DAYS' },
    ...{ loanTerm: 7, loanTermUnit: 'DAYS' },
  },
}

const APPROVAL = { amount: '1000000', expectedDisbursementOn: null }
const PAID_OUT = { amount: '1000000', vatRate: '0' }

const WAY_TO = {
  Submitted: () => submitted(),
  Approved: () => after(WAY_TO.Submitted(), 'APPROVE', APPROVAL),
  Active: () => after(WAY_TO.Approved(), 'DISBURSE', PAID_OUT),
  Closed: () => after(WAY_TO.Active(), 'REPAY', { amount: '1110000' }),
  Overpaid: () => after(WAY_TO.Active(), 'REPAY', { amount: '1200000' }),
  'Written off': () => after(WAY_TO.Active(), 'WRITE_OFF', {}),
  Rejected: () => after(WAY_TO.Submitted(), 'REJECT', {}),
  Withdrawn: () => after(WAY_TO.Submitted(), 'WITHDRAW', {}),
}

type State = keyof typeof WAY_TO

function submitted(): StandingLoan {
  const loan = new StandingLoan(TODAY)
  expect(loan.submit(SEVEN_DAYS)).toBe('accepted')
  return loan
}

function after(loan: StandingLoan, kind: Parameters<StandingLoan['tell']>[0], payload: object) {
  expect(loan.tell(kind, DAY, payload)).toBe('accepted')
  return loan
}

const asked = {
  approve: (loan: StandingLoan) => loan.tell('APPROVE', DAY, APPROVAL),
  disburse: (loan: StandingLoan) => loan.tell('DISBURSE', DAY, PAID_OUT),
  reject: (loan: StandingLoan) => loan.tell('REJECT', DAY),
  withdraw: (loan: StandingLoan) => loan.tell('WITHDRAW', DAY),
  repay: (loan: StandingLoan) => loan.tell('REPAY', DAY, { amount: '100' }),
  refund: (loan: StandingLoan) => loan.tell('REFUND', DAY, { amount: '100' }),
  payout: (loan: StandingLoan) => loan.tell('CREDIT_REFUND', DAY, { amount: '100' }),
  'waive interest': (loan: StandingLoan) => loan.tell('WAIVE_INTEREST', DAY, { amount: '100' }),
  'write off': (loan: StandingLoan) => loan.tell('WRITE_OFF', DAY),
  'undo approval': (loan: StandingLoan) => loan.tell('UNDO_APPROVAL', DAY),
  'undo disbursal': (loan: StandingLoan) => loan.tell('UNDO_DISBURSAL', DAY),
  'undo write-off': (loan: StandingLoan) => loan.tell('UNDO_WRITE_OFF', DAY),
}

const NOT_SUBMITTED =
  'Loan Account Approval is not allowed. Loan Account is not in submitted and pending approval state.'
const NOT_TO_BE_REJECTED =
  'Loan Account Reject is not allowed. Loan Account is not in Submitted and Pending approval state.'
const NOT_TO_BE_WITHDRAWN =
  "Only the loan applications with status 'Submitted and pending approval' are allowed to be withdrawn by applicant."
const NOT_REPAYABLE = 'Loan must be Active, Fully Paid or Overpaid'
const NOT_TO_BE_DISBURSED =
  'Loan Disbursal is not allowed. Loan Account is not in approved and not disbursed state.'
const NOT_REFUNDABLE = 'Loan Refund is not allowed. Loan Account is not active.'
const BEFORE =
  "The date on which a repayment or waiver is made cannot be earlier than client's transfer date to this office"
const FUTURE = 'The transaction date cannot be in the future.'

const of = (status: number, code: string, text: string) =>
  `lms: status=${status} code="error.msg.${code}": ${text}`

const approving = (text: string) =>
  of(400, 'loan.approve.account.is.not.submitted.and.pending.state', text)
const rejecting = of(
  400,
  'loan.reject.account.is.not.submitted.pending.approval.state',
  NOT_TO_BE_REJECTED,
)
const withdrawing = of(400, 'loan.withdraw.cannot.withdraw', NOT_TO_BE_WITHDRAWN)
const repaying = of(400, 'loan.must.be.active.fully.paid.or.overpaid', NOT_REPAYABLE)
const disbursing = of(
  400,
  'loan.disbursal.account.is.not.approve.not.disbursed.state',
  NOT_TO_BE_DISBURSED,
)
const refunding = (status: number) =>
  of(status, 'loan.refund.account.is.not.active', NOT_REFUNDABLE)
const undoingApproval = of(
  400,
  'loan.undo.approval.account.is.not.approved',
  'Loan Account Undo Approval is not allowed. Loan Account is not in approved state.',
)
const undoingDisbursal = of(
  400,
  'loan.undo.disbursal.account.is.not.active',
  'Loan Undo disbursal is not allowed. Loan Account is not active.',
)
const undoingWriteOff = of(
  400,
  'loan.status.not.written.off.update.not.allowed',
  'Loan :11 update not allowed as loan status is not written off',
)
const payingOut = of(
  400,
  'loan.credit.balance.refund.account.is.not.overpaid',
  'Loan Credit Balance Refund is not allowed. Loan Account is not Overpaid.',
)
const waiving = of(
  400,
  'loan.repayment.or.waiver.account.is.not.active',
  'Loan Repayment (or its types) or Waiver is not allowed. Loan Account is not active.',
)
const writingOff = of(
  400,
  'loan.writtenoff.account.is.not.active',
  'Loan Written off is not allowed. Loan Account is not active.',
)

describe('the loan state machine', () => {
  const ENDED: State[] = ['Rejected', 'Withdrawn', 'Written off']
  const PAID: State[] = ['Closed', 'Overpaid']

  const REFUSED: [keyof typeof asked, State[], string][] = [
    ['repay', ['Submitted', 'Approved', ...ENDED], repaying],
    ['approve', ['Approved'], approving('Loan is already approved.')],
    ['approve', ['Active', ...PAID, ...ENDED], approving(NOT_SUBMITTED)],
    ['disburse', ['Submitted', 'Active', ...PAID, ...ENDED], disbursing],
    ['reject', ['Approved', 'Active', ...PAID, ...ENDED], rejecting],
    ['withdraw', ['Approved', 'Active', ...PAID, ...ENDED], withdrawing],
    ['undo approval', ['Submitted', 'Active', ...PAID, ...ENDED], undoingApproval],
    ['undo disbursal', ['Submitted', 'Approved', ...PAID, ...ENDED], undoingDisbursal],
    [
      'undo write-off',
      ['Submitted', 'Approved', 'Active', ...PAID, 'Rejected', 'Withdrawn'],
      undoingWriteOff,
    ],
    ['refund', ['Overpaid'], refunding(403)],
    ['refund', ['Submitted', 'Approved', 'Closed', ...ENDED], refunding(400)],
    ['payout', ['Submitted', 'Approved', 'Active', 'Closed', ...ENDED], payingOut],
    ['waive interest', ['Submitted', 'Approved', ...PAID, ...ENDED], waiving],
    ['write off', ['Submitted', 'Approved', ...PAID, ...ENDED], writingOff],
  ]
  const cases = REFUSED.flatMap(([command, states, message]) =>
    states.map((state) => [command, state, message] as const),
  )

  it.each(cases)('refuses to %s when %s', (command, state, message) => {
    expect(asked[command](WAY_TO[state]())).toBe(message)
  })

  it('allows every other command', () => {
    const refused = new Set(cases.map(([command, state]) => `${command} ${state}`))
    const allowed = Object.entries(asked).flatMap(([command, ask]) =>
      Object.entries(WAY_TO)
        .filter(([state]) => !refused.has(`${command} ${state}`))
        .map(([state, reach]) => ({ command, state, said: ask(reach()) })),
    )
    // Nothing was paid in advance of an active loan that nobody has paid.
    const said = allowed.filter(({ said }) => said !== 'accepted')
    expect(said).toEqual([
      expect.objectContaining({
        ...{ command: 'refund', state: 'Active' },
        said: of(
          403,
          'loan.refund.amount.invalid',
          'The refund amount `0`` is invalid or loan is not paid in advance.',
        ),
      }),
    ])
  })

  it('rolls an approval back to Submitted and a disbursal to Approved', () => {
    const loan = WAY_TO.Active()
    expect(loan.tell('REPAY', DAY, { amount: '500000' })).toBe('accepted')
    expect(loan.tell('UNDO_DISBURSAL', DAY)).toBe('accepted')
    expect(deriveLoan(loan.live).status).toBe('Approved')
    expect(loan.tell('UNDO_APPROVAL', DAY)).toBe('accepted')
    expect(deriveLoan(loan.live).status).toBe('Submitted')
  })

  it('repays a loan that is closed or overpaid', () => {
    for (const state of ['Closed', 'Overpaid'] as const) {
      const loan = WAY_TO[state]()
      expect(asked.repay(loan)).toBe('accepted')
      expect(deriveLoan(loan.live).status).toBe('Overpaid')
    }
  })
})

describe('dates', () => {
  const before = of(
    403,
    'loan.repayment.or.waiver.cannot.be.made.before.client.transfer.date',
    BEFORE,
  )
  const future = of(403, 'loan.transaction.cannot.be.a.future.date', FUTURE)

  it.each(['REPAY', 'WAIVE_INTEREST'] as const)('refuses a %s before the disbursement', (kind) => {
    expect(WAY_TO.Active().tell(kind, '2025-01-11', { amount: '100' })).toBe(before)
  })

  it.each([
    ['REFUND', 'Active'],
    ['CREDIT_REFUND', 'Overpaid'],
  ] as const)('refuses a %s before the disbursement', (kind, state) => {
    expect(WAY_TO[state]().tell(kind, '2025-01-11', { amount: '100' })).toBe(before)
  })

  it.each(['REPAY', 'WAIVE_INTEREST', 'REFUND'] as const)(
    'refuses a %s after today, whatever the state',
    (kind) => {
      for (const state of ['Submitted', 'Active', 'Overpaid', 'Rejected'] as const) {
        expect(WAY_TO[state]().tell(kind, '2025-03-02', { amount: '100' })).toBe(future)
      }
    },
  )

  it('takes a day before the customer may borrow for none', () => {
    const loan = new StandingLoan(TODAY)
    expect(loan.submit({ ...SEVEN_DAYS, submittedOn: '2025-01-04' })).toBe(
      of(
        403,
        'loan.submittal.cannot.be.before.client.activation.date',
        "The date on which a loan is submitted cannot be earlier than client's activation date.",
      ),
    )
  })
})

describe('what a repayment pays', () => {
  const splits = (loan: StandingLoan) =>
    deriveLoan(loan.live)
      .splits.filter(({ kind }) => kind === 'REPAY')
      .map(({ interest, principal, overpayment }) => [interest, principal, overpayment])

  it('is all of the interest first, then principal', () => {
    const loan = WAY_TO.Active()
    for (const amount of ['200000', '300000', '610000']) {
      expect(loan.tell('REPAY', DAY, { amount })).toBe('accepted')
    }
    expect(splits(loan)).toEqual([
      [110000n, 90000n, 0n],
      [0n, 300000n, 0n],
      [0n, 610000n, 0n],
    ])
    expect(deriveLoan(loan.live).status).toBe('Closed (obligations met)')
  })

  it('is credit beyond what is outstanding', () => {
    const loan = WAY_TO.Overpaid()
    expect(splits(loan)).toEqual([[110000n, 1000000n, 90000n]])
    const { status, totals } = deriveLoan(loan.live)
    expect([status, totals.overpaid]).toEqual(['Overpaid', 90000n])
  })
})

describe('amounts', () => {
  it('approves less than was asked for, and no more', () => {
    const loan = WAY_TO.Submitted()
    expect(loan.tell('APPROVE', DAY, { ...APPROVAL, amount: '1000001' })).toBe(
      of(
        403,
        "loan.approval.amount.can't.be.greater.than.loan.amount.demanded",
        "Loan approved amount can't be greater than loan amount demanded.",
      ),
    )
    expect(loan.tell('APPROVE', DAY, { ...APPROVAL, amount: '600000' })).toBe('accepted')
    expect(deriveLoan(loan.live).principal).toMatchObject({ applied: 1000000n, approved: 600000n })
    expect(loan.tell('DISBURSE', DAY, PAID_OUT)).toBe(
      of(
        403,
        'loan.disburse.amount.must.be.less.than.approved.amount',
        "Loan can't be disbursed,disburse amount is exceeding approved amount",
      ),
    )
  })

  it('says which amount of nothing is meant', () => {
    expect(WAY_TO.Active().tell('REPAY', DAY, { amount: '0' })).toBe(
      'lms: status=400 code="validation.msg.validation.errors.exist": Validation errors exist. ' +
        '[transactionAmount: The parameter `transactionAmount` must be greater than 0.]',
    )
  })

  it('pays out what is overpaid, and no more', () => {
    const loan = WAY_TO.Overpaid()
    expect(loan.tell('CREDIT_REFUND', DAY, { amount: '90001' })).toBe(
      of(
        400,
        'transactionAmount.invalid.must.be.>zero.and<=overpaidamount',
        'Transaction Amount (900.01) must be > zero and <= Overpaid amount (900.000000).',
      ),
    )
    expect(loan.tell('CREDIT_REFUND', DAY, { amount: '90000' })).toBe('accepted')
    expect(deriveLoan(loan.live).status).toBe('Closed (obligations met)')
  })

  it('pays out credit that was there on the day, from the repayment that overpaid', () => {
    const loan = WAY_TO.Active()
    expect(loan.tell('REPAY', '2025-01-20', { amount: '1115000' })).toBe('accepted')
    expect(loan.tell('REPAY', '2025-02-20', { amount: '10000' })).toBe('accepted')
    const failed = of(
      403,
      'loan.refund.failed',
      'The refund date`2025-02-01`` cannot be before the smallest repayment transaction date',
    )
    expect(loan.tell('CREDIT_REFUND', '2025-02-01', { amount: '5001' })).toBe(failed)
    expect(loan.tell('CREDIT_REFUND', '2025-02-01', { amount: '5000' })).toBe('accepted')
    expect(loan.tell('CREDIT_REFUND', '2025-02-01', { amount: '1' })).toBe(failed)
  })
})

describe('a reversal', () => {
  const reverse = (loan: StandingLoan, eventId: string, on = DAY) =>
    loan.tell('REVERSAL', on, { eventId, reversalDate: on, cascade: false })
  const NOT_REVERSIBLE = of(
    403,
    'loan.transaction.adjustment.is.only.allowed.to.repayment.or.waiver.or.creditbalancerefund.transactions',
    'Only (non-reversed) transactions of type repayment, waiver or credit balance refund can be adjusted.',
  )

  it('restores the balance exactly, and is refused the second time', () => {
    const loan = WAY_TO.Active()
    const before = deriveLoan(loan.live)
    expect(loan.tell('REPAY', DAY, { amount: '500000' })).toBe('accepted')
    const repayment = loan.last('REPAY')
    expect(reverse(loan, repayment)).toBe('accepted')
    expect(deriveLoan(loan.live)).toEqual(before)
    expect(reverse(loan, repayment)).toBe(NOT_REVERSIBLE)
  })

  it('is not of a disbursement', () => {
    const loan = WAY_TO.Active()
    expect(reverse(loan, loan.last('DISBURSE'))).toBe(NOT_REVERSIBLE)
  })

  it('is not on a loan that was written off', () => {
    const loan = WAY_TO.Active()
    expect(loan.tell('REPAY', DAY, { amount: '500000' })).toBe('accepted')
    expect(loan.tell('WRITE_OFF', DAY)).toBe('accepted')
    expect(reverse(loan, loan.last('REPAY'))).toBe(
      of(
        400,
        'loan.written.off.update.not.allowed',
        'Loan transaction:T-4 update not allowed as loan status is written off',
      ),
    )
  })

  it('lies between its transaction and today', () => {
    const loan = WAY_TO.Active()
    expect(loan.tell('REPAY', '2025-01-20', { amount: '500000' })).toBe('accepted')
    const repayment = loan.last('REPAY')
    expect(reverse(loan, repayment, '2025-01-19')).toBe(
      of(
        403,
        'loan.transaction.reversal.cannot.be.before.transaction.date',
        'The date of the reversal cannot be before the date of the transaction: 2025-01-20',
      ),
    )
    expect(reverse(loan, repayment, '2025-03-02')).toBe(
      of(403, 'loan.transaction.cannot.be.a.future.date', FUTURE),
    )
  })
})

describe('an undo', () => {
  it('is not dated before what it undoes', () => {
    expect(WAY_TO.Active().tell('UNDO_DISBURSAL', '2025-01-11')).toBe(
      of(
        403,
        'loan.undo.cannot.be.before.what.is.undone',
        'The date of an undo cannot be before the date of what it undoes: 2025-01-12',
      ),
    )
  })

  it('of a disbursal is blocked by credit that pays another loan', () => {
    const transfer = { id: 'X-1', fromLoanId: 'L-2' }
    const loan = WAY_TO.Active()
    expect(loan.tell('REPAY', DAY, { amount: '100', transfer })).toBe('accepted')
    const eventId = loan.last('REPAY')
    expect(asked['undo disbursal'](loan)).toBe(
      of(403, 'loan.reversal.blocked', `The reversal is blocked by the event ${eventId}.`),
    )
  })
})

describe('credit that pays another loan', () => {
  const transfer = { id: 'X-1', fromLoanId: 'L-2' }
  const from = { transferId: 'X-1', toLoanId: 'L-2' }

  it('is taken from a loan that is overpaid', () => {
    expect(WAY_TO.Active().tell('CREDIT_OUT', DAY, { amount: '100', ...from })).toBe(
      of(
        400,
        'loan.credit.transfer.account.is.not.overpaid',
        'Loan Credit Transfer is not allowed. Loan Account is not Overpaid.',
      ),
    )
    expect(WAY_TO.Overpaid().tell('CREDIT_OUT', DAY, { amount: '90000', ...from })).toBe('accepted')
  })

  it('pays a loan that is active, and no more than its debt', () => {
    expect(WAY_TO.Closed().tell('REPAY', DAY, { amount: '100', transfer })).toBe(
      of(
        400,
        'loan.credit.transfer.to.account.is.not.active',
        'Loan Credit Transfer is not allowed. The Loan Account that is to be paid is not Active.',
      ),
    )
    expect(WAY_TO.Active().tell('REPAY', DAY, { amount: '1110001', transfer })).toBe(
      of(
        403,
        'loan.credit.transfer.amount.exceeds.total.outstanding',
        'The amount of a credit transfer (11100.01) cannot be greater than what is outstanding on the loan that it pays (11100).',
      ),
    )
    expect(WAY_TO.Active().tell('REPAY', DAY, { amount: '1110000', transfer })).toBe('accepted')
  })
})
