import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { projectRoot } from '../../src/platform/project-root'

/** Read where they are used, not in one of the files of configuration. */
const ELSEWHERE = ['LOANSAGA_URL', 'LOANSAGA_API_KEY', 'TEMPORAL_CLI_PATH', 'XDG_CACHE_HOME']

const PLATFORM = join(projectRoot, 'src/platform')

describe('docs/run/configuration.md', () => {
  const documented = [...read('docs/run/configuration.md').matchAll(/^\| `([A-Z_]+)`/gm)].map(
    ([, name]) => name,
  )

  it('names each variable once', () => {
    expect(documented).toEqual([...new Set(documented)])
  })

  it('names the variables that the code reads, and no others', () => {
    expect(documented.toSorted()).toEqual([...configured(), ...ELSEWHERE].toSorted())
  })

  it('leaves out no variable that is read directly', () => {
    const direct = sources('src').flatMap((file) =>
      [...read(file).matchAll(/\benv\[['"]([A-Z_]+)['"]\]|process\.env\.([A-Z_]+)/g)].map(
        ([, quoted, plain]) => quoted ?? plain,
      ),
    )
    expect(direct.length).toBeGreaterThan(0)
    expect(direct.filter((name) => !documented.includes(name))).toEqual([])
  })

  it('gives the defaults that hold', () => {
    const rows = new Map(
      [
        ...read('docs/run/configuration.md').matchAll(/^\| `([A-Z_]+)`[^|]*\|[^|]*\|([^|]*)\|/gm),
      ].map(([, name, value = '']) => [name, value.trim().replaceAll('`', '')]),
    )
    const defaults = configurationFiles().flatMap((text) => [
      ...text.matchAll(/^ {2}([A-Z_]+): integer\((\d+),/gm),
      ...text.matchAll(/^ {2}([A-Z_]+): [^\n]*\.default\('([^']+)'\)/gm),
    ])
    expect(defaults.length).toBeGreaterThan(8)
    for (const [, name, value] of defaults) expect([name, rows.get(name)]).toEqual([name, value])
  })
})

/** The names of the fields in the configuration's schemas. */
function configured(): (string | undefined)[] {
  return configurationFiles().flatMap((text) =>
    [
      ...text.matchAll(/^ {2}([A-Z][A-Z_]+): ?\S/gm),
      ...text.matchAll(/^ {2}([A-Z][A-Z_]+):$/gm),
    ].map(([, name]) => name),
  )
}

function configurationFiles(): string[] {
  return readdirSync(PLATFORM)
    .filter((name) => /^config.*\.ts$/.test(name))
    .map((name) => readFileSync(join(PLATFORM, name), 'utf8'))
    .map(withoutReading)
}

/** Where a field is taken out of what was read, its name stands before a colon too. */
function withoutReading(text: string): string {
  return text.replaceAll(/const \{[^}]*\} = fields/g, '')
}

function sources(folder: string): string[] {
  return readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('generated'))
    .map((name) => join(folder, name))
}

function read(path: string): string {
  return readFileSync(join(projectRoot, path), 'utf8')
}
