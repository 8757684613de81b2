export const customer = { noLoans: 'This customer has no loan.' }
