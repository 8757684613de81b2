import { createApiKey } from '../../src/identity/api-keys'
import { createBusiness } from '../../src/business/create-business'
import type { Cluster } from './cluster'

/** A business of its own for each measurement, so that its events are counted apart. */
export interface Lender {
  businessId: string
  apiKey: string
}

let lenders = 0

export async function foundLender({ database }: Cluster): Promise<Lender> {
  lenders += 1
  const businessId = await createBusiness(database, { name: `Lender ${lenders}` })
  const { key: apiKey } = await createApiKey(database, businessId, 'load')
  return { businessId, apiKey }
}
