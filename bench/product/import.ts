import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { loansaga } from '../../test/support/command'
import { historyCost } from '../load/history-cost'
import { Lender } from '../load/lender'
import { loanEvents } from '../load/loan-events'
import type { Measurement } from '../measure'

const EVENTS = 40

/** As a lender runs it: the command's own start counts. */
export const importFile: Measurement = {
  name: 'import',
  what: 'a file of 500 loans x 40 events',
  async run(bench) {
    const lender = await Lender.found(bench)
    const folder = mkdtempSync(join(bench.stack.folder, 'import-'))
    const file = join(folder, 'events.jsonl')
    const loanIds = lender.loanIds(bench.loans(500))
    const rows = loanIds
      .flatMap((loanId) => loanEvents(loanId, EVENTS))
      .map(({ path, body }) => JSON.stringify({ type: path, ...body }))
    writeFileSync(file, `${rows.join('\n')}\n`)
    const begin = Date.now()
    const command = loansaga(['import', file], {
      LOANSAGA_URL: bench.stack.url,
      LOANSAGA_API_KEY: lender.apiKey,
    })
    const code = await command.ended
    if (code !== 0) throw new Error(`import ended with ${code}\n${command.output()}`)
    const end = await lender.settled()
    rmSync(folder, { recursive: true })
    const figures = await historyCost(bench, lender, loanIds, EVENTS)
    lender.close()
    return { events: rows.length, seconds: (end - begin) / 1000, figures }
  },
}
