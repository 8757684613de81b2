/**
 * What entries `j` are that move cash or lend principal: receipts and disbursements, and what takes them
 * back. Their parts were not noted at first. As alternatives, whose rows PostgreSQL can foresee.
 */
const TELLS_OF_LENDING = `j.description LIKE '%Loan disbursement'`

export const IS_RECEIPT = `(j.part = 'RECEIPT' OR (j.part IS NULL AND NOT ${TELLS_OF_LENDING}))`
export const IS_DISBURSEMENT = `(j.part = 'DISBURSEMENT' OR (j.part IS NULL AND ${TELLS_OF_LENDING}))`
