import { rectifyCustomer } from '../../src/operations/rectify-customer'
import { Rehearsals } from '../../src/steps/rehearse'
import { StageQueue } from '../../src/stream/stage-queue'
import type { StageOutcome } from '../../src/stream/stage-request'
import { findCustomer } from '../../src/views/customer-view'
import { uniqueName } from '../support/harness'
import { LoanStack } from '../support/loan-stack'

describe('The name of a customer', () => {
  let stack: LoanStack
  let queue: StageQueue
  beforeAll(async () => {
    stack = await LoanStack.start()
    queue = new StageQueue(stack.database)
  })
  afterAll(() => stack.close())

  const namesOf = async (customerId: string) => {
    const view = await findCustomer(stack.database, stack.businessId, customerId)
    return [view?.name, ...(view?.earlierNames ?? []).map(({ name }) => name)]
  }

  const warned = (outcome: StageOutcome | undefined) =>
    outcome?.status === 'STAGED' && outcome.warnings.includes('CUSTOMER_RENAMED')

  async function loanOf(name: string) {
    const customerId = uniqueName('C')
    const loan = stack.loan()
    const named = (customerName: string) => ({ customerName })
    await queue.stage(loan.disbursement({ customerId }, named(name)))
    const pay = (principal: string, customerName: string) =>
      loan.repayment({ customerId, principal }, named(customerName))
    return { customerId, loan, named, pay }
  }

  it('is the newest that its home door sends, with every kind; earlier ones are kept', async () => {
    const { customerId, loan, named, pay } = await loanOf('Asha M.')
    const outcomes = [
      await queue.stage(pay('1', 'Asha M.')),
      await queue.stage(loan.revenue({ customerId }, named('Asha Mwakyusa'))),
      await queue.stage(pay('2', 'Asha Juma')),
      await queue.stage(loan.settlement({ customerId, principal: '9' }, named('Asha M.'))),
    ]
    expect(outcomes.map(warned)).toEqual([false, true, true, true])
    expect(await namesOf(customerId)).toEqual(['Asha M.', 'Asha Juma', 'Asha Mwakyusa', 'Asha M.'])
    const view = await findCustomer(stack.database, stack.businessId, customerId)
    expect(view).toMatchObject({ namedBy: 'test', earlierNames: [{ namedBy: 'test' }, {}, {}] })
    expect(view?.earlierNames[2]?.namedAt).toBe(view?.createdAt)
  })

  it('is not changed by a repeat, by what is refused, nor by another composition of it', async () => {
    const { customerId, loan, named, pay } = await loanOf('Zoë')
    await queue.stage(pay('1', 'Zoë'))
    await queue.stage(pay('2', 'Zoë Kimaro'))
    const repeat = await queue.stage(pay('1', 'Zoë'))
    const refused = await queue.stage(loan.disbursement({ customerId, amount: '5' }, named('Zoe')))
    const decomposed = await queue.stage(pay('3', 'Zoe\u0308 Kimaro'))
    expect([repeat.status, refused.status]).toEqual(['DUPLICATE', 'REFUSED'])
    expect(warned(decomposed)).toBe(false)
    expect(await namesOf(customerId)).toEqual(['Zoë Kimaro', 'Zoë'])
  })

  it('is the last of a group, whatever the first of it said', async () => {
    const { customerId, pay } = await loanOf('Neema')
    const outcomes = await queue.stageTogether([
      pay('1', 'Neema Kimaro'),
      pay('2', 'Neema'),
      pay('3', 'Neema'),
    ])
    expect(outcomes.map(warned)).toEqual([true, true, false])
    expect(await namesOf(customerId)).toEqual(['Neema', 'Neema Kimaro', 'Neema'])
  })

  it('comes to one of two when both are sent at once, over and over', async () => {
    const customers = await Promise.all(Array.from({ length: 4 }, () => loanOf('One')))
    await Promise.all(
      Array.from({ length: 40 }, (_, no) =>
        queue.stageTogether(
          customers
            .map(({ pay }) => pay(String(100 + no), no % 2 === 0 ? 'One' : 'Two'))
            .sort(() => (no % 3) - 1),
        ),
      ),
    )
    for (const { customerId } of customers) {
      const [now, ...earlier] = await namesOf(customerId)
      expect(['One', 'Two']).toContain(now)
      // Each name replaced the other one.
      earlier.forEach((name, place) => expect(name).not.toBe([now, ...earlier][place]))
    }
  })

  it('is told of by a rehearsal, which changes nothing', async () => {
    const { customerId, pay } = await loanOf('Juma')
    const request = pay('7', 'Juma Hassan')
    const rehearsals = new Rehearsals({
      connectionString: stack.database.connectionString,
      poolSize: 1,
    })
    const rehearsed = await rehearsals.rehearse(request, () => Promise.resolve(null))
    await rehearsals.close()
    expect('outcome' in rehearsed && warned(rehearsed.outcome)).toBe(true)
    expect(await namesOf(customerId)).toEqual(['Juma'])
  })

  it('is put right by an operator, once, in the audit trail', async () => {
    const { customerId, pay } = await loanOf('Amani')
    const { businessId, database } = stack
    const asked = { businessId, customerId, name: 'Amina', actor: 'op-1', reason: 'Misspelt' }
    await rectifyCustomer(database, asked)
    await rectifyCustomer(database, asked)
    expect(await namesOf(customerId)).toEqual(['Amina', 'Amani'])
    const actions = await database.prisma.operatorAction.findMany({ where: { customerId } })
    expect(actions).toMatchObject([{ action: 'RECTIFY', actor: 'op-1', reason: 'Misspelt' }])
    expect(warned(await queue.stage(pay('1', 'Amani')))).toBe(true)
    await expect(
      rectifyCustomer(database, { ...asked, customerId: uniqueName('none') }),
    ).rejects.toMatchObject({ code: 'CUSTOMER_NOT_FOUND', status: 404 })
  })

  it('of before cannot be changed or taken away', async () => {
    const { customerId, pay } = await loanOf('Old')
    await queue.stage(pay('1', 'New'))
    const changes = [`UPDATE customer_name SET name = 'x'`, 'DELETE FROM customer_name']
    for (const change of changes) {
      await expect(stack.asOwner(`${change} WHERE customer_id = '${customerId}'`)).rejects.toThrow(
        'append-only',
      )
    }
  })

  it('leaves customers of another door alone', async () => {
    const { customerId, pay } = await loanOf('Ours')
    await stack.database.query(
      'test_home',
      `UPDATE customer SET home = 'LMS' WHERE customer_id = $1`,
      [customerId],
    )
    expect(warned(await queue.stage(pay('1', 'Theirs')))).toBe(false)
    expect(await namesOf(customerId)).toEqual(['Ours'])
  })
})
