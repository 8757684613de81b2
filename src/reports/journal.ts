/**
 * What entries `j` are that move cash or lend principal: receipts and disbursements, and what takes them
 * back. Their parts were not noted at first.
 */
const PART = `coalesce(j.part, CASE WHEN j.description LIKE '%Loan disbursement' THEN 'DISBURSEMENT' ELSE 'RECEIPT' END)`

export const IS_RECEIPT = `${PART} = 'RECEIPT'`
export const IS_DISBURSEMENT = `${PART} = 'DISBURSEMENT'`
