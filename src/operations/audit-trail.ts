import type { OperatorAction } from '../contract/operator-request'
import type { Prisma } from '../generated/prisma/client'
import type { Database } from '../platform/database'
import { windowOf } from '../platform/page'
import type { Page, PageRequest } from '../platform/page'

/** What operators do to events, and to a customer's name. */
export const AUDIT_ACTIONS = [
  'RETRY',
  'SKIP',
  'REVERSE',
  'RECTIFY',
  'CORRECT',
] as const satisfies readonly (OperatorAction | 'RECTIFY' | 'CORRECT')[]

/** What an operator did to an event or a customer, who and why. */
export interface ActionView {
  actionId: string
  action: (typeof AUDIT_ACTIONS)[number]
  /** Null where it was done to a customer. */
  eventId: string | null
  loanId: string | null
  customerId: string | null
  actor: string
  reason: string
  actedAt: string
}

export const actionParts = {
  stream: { select: { externalId: true } },
} satisfies Prisma.OperatorActionInclude

type ActionRow = Prisma.OperatorActionGetPayload<{ include: typeof actionParts }>

/** The audit trail of a business, the latest first. */
export async function operatorActions(
  { prisma }: Database,
  businessId: string,
  eventId: string | undefined,
  page: PageRequest,
): Promise<Page<ActionView>> {
  const where = { businessId, ...(eventId === undefined ? {} : { eventId }) }
  const [total, rows] = await prisma.$transaction([
    prisma.operatorAction.count({ where }),
    prisma.operatorAction.findMany({
      where,
      include: actionParts,
      orderBy: [{ actedAt: 'desc' }, { id: 'desc' }],
      ...windowOf(page),
    }),
  ])
  return { items: rows.map(toActionView), total, page: page.page, rowsPerPage: page.rows }
}

export function toActionView(row: ActionRow): ActionView {
  return {
    actionId: row.id,
    action: row.action as ActionView['action'],
    eventId: row.eventId,
    loanId: row.stream?.externalId ?? null,
    customerId: row.customerId,
    actor: row.actor,
    reason: row.reason,
    actedAt: row.actedAt.toISOString(),
  }
}
