import fc from 'fast-check'

import type { EventStatus } from '../../../src/domain/events/event-status'
import { nextStep } from '../../../src/domain/transfer/next-step'
import type { NextStep, TransferStep } from '../../../src/domain/transfer/next-step'

const step = (side: 'OUT' | 'IN', status: EventStatus): TransferStep => ({
  ...{ side, status, action: 'SEND' },
})
const back = (side: 'OUT' | 'IN', status: EventStatus): TransferStep => ({
  ...{ side, status, action: 'TAKE_BACK' },
})

describe('What a transfer of credit needs next', () => {
  it.each<[string, TransferStep[], NextStep]>([
    ['waits for the loan that gives', [step('OUT', 'STAGED')], { do: 'WAIT' }],
    ['is nothing where that refuses', [step('OUT', 'FAILED')], { do: 'DONE' }],
    ['pays the other loan', [step('OUT', 'POSTED')], { do: 'SEND', side: 'IN' }],
    ['waits for that', [step('OUT', 'POSTED'), step('IN', 'STAGED')], { do: 'WAIT' }],
    ['waits for an operator', [step('OUT', 'POSTED'), step('IN', 'PARKED')], { do: 'WAIT' }],
    ['is nothing where both stand', [step('OUT', 'POSTED'), step('IN', 'POSTED')], { do: 'DONE' }],
    [
      'gives the credit back where the other loan refuses it',
      [step('OUT', 'POSTED'), step('IN', 'FAILED')],
      { do: 'TAKE_BACK', side: 'OUT' },
    ],
    [
      'is nothing once it is given back',
      [step('OUT', 'REVERSED'), step('IN', 'FAILED'), back('OUT', 'POSTED')],
      { do: 'DONE' },
    ],
    [
      'is beyond it where nobody takes the credit',
      [step('OUT', 'POSTED'), step('IN', 'FAILED'), back('OUT', 'FAILED')],
      { do: 'STUCK', side: 'OUT' },
    ],
    [
      'takes back the payment of credit that was withdrawn',
      [step('OUT', 'REVERSED'), step('IN', 'POSTED')],
      { do: 'TAKE_BACK', side: 'IN' },
    ],
    [
      'gives back credit whose payment was withdrawn',
      [step('OUT', 'POSTED'), step('IN', 'REVERSED')],
      { do: 'TAKE_BACK', side: 'OUT' },
    ],
    [
      'sends again what was undone where the other side cannot be',
      [step('OUT', 'REVERSED'), step('IN', 'POSTED'), back('IN', 'FAILED')],
      { do: 'SEND', side: 'OUT' },
    ],
    [
      'tries anew to take back where both had stood again meanwhile',
      [
        ...[step('OUT', 'REVERSED'), step('IN', 'POSTED'), back('IN', 'FAILED')],
        step('OUT', 'REVERSED'),
      ],
      { do: 'TAKE_BACK', side: 'IN' },
    ],
  ])('%s', (_what, steps, next) => {
    expect(nextStep(steps)).toEqual(next)
  })

  it('comes to an end, both or neither, whatever is refused and undone', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (accepts) => {
        const steps: TransferStep[] = [step('OUT', 'POSTED')]
        let next = nextStep(steps)
        for (const accepted of accepts) {
          if (!('side' in next) || next.do === 'STUCK') break
          take(steps, next, accepted)
          next = nextStep(steps)
        }
        expect(['DONE', 'STUCK']).toContain(next.do)
        const standing = new Set(
          steps.filter(({ action, status }) => action === 'SEND' && status === 'POSTED'),
        )
        expect(standing.size).toBe(next.do === 'STUCK' ? 1 : standing.size === 0 ? 0 : 2)
      }),
    )
  })
})

/** Makes the step; a loan accepts what is staged or refuses it. */
function take(
  steps: TransferStep[],
  { do: action, side }: Extract<NextStep, { side: unknown }>,
  accepted: boolean,
) {
  if (action === 'SEND') {
    steps.push(step(side, accepted ? 'POSTED' : 'FAILED'))
    return
  }
  const place = steps.findLastIndex((one) => one.side === side && one.action === 'SEND')
  if (accepted) steps[place] = step(side, 'REVERSED')
  steps.push(back(side, accepted ? 'POSTED' : 'FAILED'))
}
