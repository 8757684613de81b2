const LOGIN = /^#login=(.+)$/

/** The token of a link that signs its bearer in, from the fragment of an address. */
export function loginToken(fragment: string): string | undefined {
  return LOGIN.exec(fragment)?.[1]
}
