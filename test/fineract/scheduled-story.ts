import type { FineractCharge, FineractLoan, Story, StoryStep } from './cases'

/** What the schedule of a story's loan is made from after a step. */
export interface Scheduled {
  step: number
  action: string
  loan: FineractLoan
  principal: string
  disbursedOn: string
  charges: readonly FineractCharge[]
  state: NonNullable<StoryStep['state']>
}

/** After these a schedule is of more than the application and the disbursement. */
const BEYOND = ['creditBalanceRefund', 'close-rescheduled', 'modifyApplication', 'updateCharge']

/** The steps that were accepted, up to the first that goes beyond what a schedule is made from. */
export function scheduledSteps(story: Story): Scheduled[] {
  const steps: Scheduled[] = []
  let known: Known = { loan: story.loan, applied: '', approved: '', expectedOn: '', charges: [] }
  let disbursed: Pick<Scheduled, 'principal' | 'disbursedOn'> | null = null
  for (const [step, { action, params, state }] of story.steps.entries()) {
    if (state === undefined) continue
    if (BEYOND.includes(action) || action === 'deleteCharge') break
    known = afterStep(known, story, action, params)
    if (known.applied === '') break
    if (action === 'undodisbursal') disbursed = null
    if (action === 'disburse') {
      const principal = textOf(params.transactionAmount) ?? known.approved
      disbursed = { principal, disbursedOn: textOf(params.actualDisbursementDate) ?? '' }
    }
    const of = disbursed ?? { principal: known.approved, disbursedOn: known.expectedOn }
    steps.push({ step, action, loan: known.loan, charges: known.charges, state, ...of })
  }
  return steps
}

interface Known {
  loan: FineractLoan
  applied: string
  approved: string
  expectedOn: string
  charges: readonly FineractCharge[]
}

function afterStep(known: Known, story: Story, action: string, params: StoryStep['params']): Known {
  switch (action) {
    case 'submit': {
      const loan = { ...story.loan, ...(params.override as Partial<FineractLoan> | undefined) }
      const omitted = (params.omit ?? []) as string[]
      const applied = omitted.includes('principal') ? '' : loan.principal
      const expectedOn = loan.expectedDisbursementDate
      return { loan, applied, approved: applied, expectedOn, charges: loan.charges }
    }
    case 'approve':
      return {
        ...known,
        approved: textOf(params.approvedLoanAmount) ?? known.approved,
        expectedOn: textOf(params.expectedDisbursementDate) ?? known.expectedOn,
      }
    case 'undoapproval':
      return { ...known, approved: known.applied }
    case 'addCharge':
      return { ...known, charges: [...known.charges, params as unknown as FineractCharge] }
    default:
      return known
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
