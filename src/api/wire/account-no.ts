/** A loan's number as accounts have it: of ten digits. */
export function accountNoOf(no: string): string {
  return no.padStart(10, '0')
}
