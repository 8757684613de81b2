import type { RestatedBooking } from './restated-entry'

/** True where each entry of some bookings is booked just so, on the same days, among others too. */
export function isPlacedAlike(
  some: readonly RestatedBooking[],
  others: readonly RestatedBooking[],
): boolean {
  const among = new Set(others.map(placeOf))
  return some.every((one) => among.has(placeOf(one)))
}

function placeOf({ of, date, lines }: RestatedBooking): string {
  const what = of.mirrored === null ? of.part : `mirror ${of.mirrored.no}`
  const amounts = lines.map(({ account, amount }) => `${account} ${amount}`)
  return [of.stored.event.eventId, what, of.valueDate, date, ...amounts].join(' ')
}
