import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

import { patience } from '../support/patience'

const MOST_BYTES = 180_000

describe('the page as it is built', () => {
  const out = mkdtempSync(join(tmpdir(), 'loansaga-console-'))
  const assets = join(out, 'assets')
  let page: string

  beforeAll(() => {
    const script = join(__dirname, '../../scripts/build-console.cjs')
    execFileSync(process.execPath, [script, out], { stdio: 'inherit' })
    page = readFileSync(join(out, 'index.html'), 'utf8')
  }, patience(60_000))
  afterAll(() => rmSync(out, { recursive: true }))

  it('loads no more at first than people on a slow line bear', () => {
    const first = [...page.matchAll(/\/console\/assets\/([\w.-]+)/g)].map(([, name]) => name!)
    expect(first.length).toBeGreaterThan(1)
    const bytes = first.map((name) => statSync(join(assets, `${name}.gz`)).size)
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_BYTES)
  })

  it('has each asset compressed beside itself', () => {
    const names = readdirSync(assets)
    for (const name of names.filter((one) => /\.(js|css)$/.test(one))) {
      expect(names).toContain(`${name}.br`)
      const plain = readFileSync(join(assets, name))
      expect(gunzipSync(readFileSync(join(assets, `${name}.gz`))).equals(plain)).toBe(true)
    }
  })

  it('has nothing inline and names no other place', () => {
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)/)
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|https?:/)
  })
})
