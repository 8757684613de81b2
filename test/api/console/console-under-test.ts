import { makeLoginLink } from '../../../src/identity/login-links'
import type { Role } from '../../../src/identity/roles'
import { addUser, setRoles } from '../../../src/identity/users'
import { uniqueName } from '../../support/harness'
import type { Answer, ApiUnderTest } from '../api-under-test'

export interface Browsed {
  status: number
  headers: Headers
  body: Answer
  text: string
}

/** What a page of the console sends with every request. */
export const FROM_PAGE = { 'Sec-Fetch-Site': 'same-origin', 'X-Loansaga-Console': '1' }

/** A browser with a cookie jar at the console's address. */
export class Browser {
  readonly #url: string
  cookie = ''

  constructor({ url }: Pick<ApiUnderTest, 'url'>) {
    this.#url = url
  }

  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = FROM_PAGE,
  ): Promise<Browsed> {
    const answer = await fetch(`${this.#url}/console/api${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.cookie === '' ? {} : { Cookie: this.cookie }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const [set] = answer.headers.getSetCookie()
    if (set !== undefined) this.cookie = set.includes('Max-Age=0') ? '' : (set.split(';')[0] ?? '')
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.includes('json')
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: isJson ? JSON.parse(text) : text,
    }
  }

  get(path: string): Promise<Browsed> {
    return this.ask('GET', path)
  }
}

/** A user of a business with these roles. @returns the email */
export async function newUser(
  { database }: Pick<ApiUnderTest, 'database'>,
  businessId: string,
  roles: readonly Role[],
): Promise<string> {
  const email = `${uniqueName('user')}@example.org`
  await addUser(database, businessId, { email, name: 'Asha Mwakyusa', roles }, 'test')
  return email
}

/** One who has come by a link. */
export async function signedIn(
  api: ApiUnderTest,
  businessId: string,
  roles: readonly Role[],
): Promise<Browser & { email: string }> {
  const email = await newUser(api, businessId, roles)
  const browser = new Browser(api)
  const token = await makeLoginLink(api.database, api.clock, email, 'test')
  const { status, text } = await browser.ask('POST', '/session/link', { token })
  if (status !== 200) throw new Error(`not signed in: ${text}`)
  return Object.assign(browser, { email })
}

export async function giveRoles(
  { database }: ApiUnderTest,
  businessId: string,
  email: string,
  roles: readonly Role[],
): Promise<void> {
  await setRoles(database, businessId, { email, roles }, 'test')
}
