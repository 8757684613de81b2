import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import express from 'express'
import { z } from 'zod'

import { Database } from '../../src/platform/database'

/** What it tells its parent. */
export interface BareServerMessage {
  port: number
}

/** As many fields as a repayment has, of the same kinds. */
const body = z.object({
  customerId: z.string().min(1).max(255),
  customerName: z.string().min(1).max(255),
  loanId: z.string().min(1).max(255),
  repaymentPrincipal: z.number().positive(),
  repaymentInterest: z.number().nonnegative(),
  repaymentDate: z.iso.date(),
  feeAmount: z.number().nonnegative(),
  feeName: z.string().max(255),
})

const INSERT = 'INSERT INTO bench_inbox (loan_id, payload) VALUES ($1, $2) RETURNING id::text'

/**
 * Express answering a validated JSON request, at `/nothing` without a database and at `/insert`
 * with one row in it: `main([databaseUrl])`.
 */
export async function main([connectionString = '']: string[]): Promise<void> {
  const database = new Database({ connectionString, poolSize: 10 })
  await database.prisma.$executeRaw`
    CREATE TABLE IF NOT EXISTS bench_inbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                                            loan_id text NOT NULL, payload jsonb NOT NULL)`
  const app = express()
  app.use(express.json())
  app.post('/nothing', (request, response) => {
    response.json({ success: true, loanId: body.parse(request.body).loanId })
  })
  app.post('/insert', async (request, response) => {
    const event = body.parse(request.body)
    const [row] = await database.query<{ id: string }>('bench_insert', INSERT, [
      event.loanId,
      JSON.stringify(event),
    ])
    response.json({ success: true, eventId: row?.id })
  })
  const server = await listen(app)
  process.once('disconnect', () => {
    server.close()
    server.closeAllConnections()
    void database.close()
  })
  const message: BareServerMessage = { port: (server.address() as AddressInfo).port }
  process.send?.(message)
}

function listen(app: express.Express): Promise<Server> {
  return new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => resolve(server))
  })
}
