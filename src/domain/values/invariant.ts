/** The program contradicts itself: no input should lead here, so nobody recovers from it. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError'
}

export function assertInvariant(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new InvariantError(otherwise)
}
