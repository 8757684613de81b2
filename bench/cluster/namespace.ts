import { Connection } from '@temporalio/client'
import { msToTs } from '@temporalio/common/lib/time'

import { SEARCH_ATTRIBUTES } from '../../src/platform/embedded/temporal'

const NAMESPACE = 'default'
const RETENTION = '1 day'
/** IndexedValueType of Temporal's API. */
const KEYWORD = 2
/** gRPC's code. */
const ALREADY_EXISTS = 6

/**
 * Makes the namespace and what operators filter loans by, and sees that loans can be started and
 * found there; rejects while that is not so. May be called again.
 */
export async function prepareNamespace(address: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 1_000 })
  try {
    await unlessThere(
      connection.workflowService.registerNamespace({
        namespace: NAMESPACE,
        workflowExecutionRetentionPeriod: msToTs(RETENTION),
      }),
    )
    const types = SEARCH_ATTRIBUTES.map((name) => [name, KEYWORD] as const)
    await unlessThere(
      connection.operatorService.addSearchAttributes({
        namespace: NAMESPACE,
        searchAttributes: Object.fromEntries(types),
      }),
    )
    await connection.workflowService.countWorkflowExecutions({
      namespace: NAMESPACE,
      query: SEARCH_ATTRIBUTES.map((name) => `${name} = 'any'`).join(' AND '),
    })
  } finally {
    await connection.close()
  }
}

async function unlessThere(request: Promise<unknown>): Promise<void> {
  try {
    await request
  } catch (error) {
    if ((error as { code?: unknown }).code !== ALREADY_EXISTS) throw error
  }
}
