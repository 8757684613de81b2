import { asOfText, listOf, report } from '../report'
import { balancesAt } from '../trial-balance'

export const trialBalanceReport = report({
  name: 'trial-balance',
  title: 'Trial balance',
  summary: 'What stands on each account of the chart at the end of a day',
  parameters: {},
  async make(snapshot, asked) {
    const accounts = await balancesAt(snapshot, asked)
    const rows = accounts.map(({ code, name, debit, credit }) => ({
      ...{ glAccountId: code, name, debitMinor: debit, creditMinor: credit },
      balanceMinor: debit - credit,
    }))
    const sum = (name: 'debitMinor' | 'creditMinor' | 'balanceMinor') =>
      rows.reduce((total, row) => total + row[name], 0n)
    return {
      members: [
        ['asOf', asked.to],
        ['accounts', rows],
      ],
      table: {
        about: [asOfText(asked)],
        columns: [
          { name: 'glAccountId', heading: 'Account', kind: 'text' },
          { name: 'name', heading: 'Name', kind: 'text', width: 2.2 },
          { name: 'debitMinor', heading: 'Debit', kind: 'money', isSide: true },
          { name: 'creditMinor', heading: 'Credit', kind: 'money', isSide: true },
          { name: 'balanceMinor', heading: 'Balance', kind: 'money' },
        ],
        rows: listOf(rows),
        printedTotal: () => ({
          debitMinor: sum('debitMinor'),
          creditMinor: sum('creditMinor'),
          balanceMinor: sum('balanceMinor'),
        }),
      },
    }
  },
})
