import type { Database } from '../platform/database'

/** A name of a customer, who gave it and when; of the earliest customers nobody is known. */
interface NameView {
  name: string
  namedBy: string | null
  namedAt: string
}

export interface CustomerView extends NameView {
  customerId: string
  createdAt: string
  /** The latest first. */
  earlierNames: (NameView & { replacedAt: string })[]
}

/** A customer of a business with the names it has had; null where the business has none such. */
export async function findCustomer(
  { prisma }: Database,
  businessId: string,
  customerId: string,
): Promise<CustomerView | null> {
  const customer = await prisma.customer.findUnique({
    where: { businessId_customerId: { businessId, customerId } },
    include: { earlierNames: { orderBy: { no: 'desc' } } },
  })
  if (customer === null) return null
  const { name, namedBy, namedAt, createdAt, earlierNames } = customer
  return {
    ...{ customerId, name, namedBy },
    namedAt: (namedAt ?? createdAt).toISOString(),
    createdAt: createdAt.toISOString(),
    earlierNames: earlierNames.map((earlier) => ({
      name: earlier.name,
      namedBy: earlier.namedBy,
      namedAt: earlier.namedAt.toISOString(),
      replacedAt: earlier.replacedAt.toISOString(),
    })),
  }
}
