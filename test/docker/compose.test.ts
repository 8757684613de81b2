import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Script } from 'node:vm'

import { DCLinter } from 'dclint'
import { parse } from 'yaml'

import { projectRoot } from '../../src/platform/project-root'

interface Service {
  image: string
  build?: string
  command?: string[]
  environment?: Record<string, string>
  depends_on?: Record<string, { condition: string }>
  healthcheck?: { test: string[] }
  restart?: string
  volumes?: string[]
}

/** As the linter gives it, whose declarations leave it open. */
interface Message {
  type: 'error' | 'warning'
  line: number
  message: string
}

const FILE = join(projectRoot, 'docker-compose.yml')
const { services, volumes } = parse(readFileSync(FILE, 'utf8'), { merge: true }) as {
  services: Record<string, Service>
  volumes: Record<string, unknown>
}
const named = Object.entries(services)
const ours = named.filter(([, service]) => service.build !== undefined)

describe('docker-compose.yml', () => {
  it('keeps to the compose specification', () => {
    expect(errorsOf(FILE)).toEqual([])
  })

  it('has services that wait for what is there, and can come about', () => {
    const waits = named.flatMap(([name, { depends_on: on = {} }]) =>
      Object.entries(on).map(([other, { condition }]) => ({ name, other, condition })),
    )
    expect(waits.length).toBeGreaterThan(5)
    expect(waits.filter(({ other, condition }) => !comesAbout(services[other], condition))).toEqual(
      [],
    )
  })

  it('mounts files that are there and volumes that it has', () => {
    const sources = named.flatMap(([, { volumes: mounts = [] }]) =>
      mounts.map((mount) => mount.split(':')[0] ?? ''),
    )
    expect(sources.length).toBeGreaterThan(2)
    const isThere = (source: string) =>
      source.startsWith('.') ? existsSync(join(projectRoot, source)) : source in volumes
    expect(sources.filter((source) => !isThere(source))).toEqual([])
  })

  it('gives our services variables that they know', () => {
    const page = readFileSync(join(projectRoot, 'docs/run/configuration.md'), 'utf8')
    const known = [...page.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name]) => name)
    const given = ours.flatMap(([, { environment = {} }]) => Object.keys(environment))
    expect(given).toContain('DATABASE_URL')
    expect(given.filter((name) => !known.includes(name))).toEqual([])
  })

  it('asks for health in a program that runs', () => {
    const scripts = ours.flatMap(([, { healthcheck }]) => healthcheck?.test.slice(3) ?? [])
    expect(scripts).toHaveLength(2)
    for (const script of scripts) expect(() => new Script(script)).not.toThrow()
  })
})

describe('the check of docker-compose.yml', () => {
  const folder = mkdtempSync(join(tmpdir(), 'loansaga-compose-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it.each([
    ['a mapping where a text belongs', '- --eval', '- --eval: 1'],
    ['a setting that does not exist', '  init: true', '  initialise: true'],
  ])('finds %s', (_what, text, other) => {
    const changed = join(folder, 'docker-compose.yml')
    writeFileSync(changed, readFileSync(FILE, 'utf8').replace(text, other))
    expect(errorsOf(changed)).not.toEqual([])
  })
})

/** What the specification's schema refuses, and mistakes that it cannot see. */
function errorsOf(file: string): string[] {
  const linter = new DCLinter({ rules: {}, quiet: true, debug: false, exclude: [] })
  const found = linter.lintFiles([file], false) as { messages: Message[] }[]
  return found
    .flatMap(({ messages }) => messages)
    .filter(({ type }) => type === 'error')
    .map(({ line, message }) => `${line}: ${message}`)
}

function comesAbout(service: Service | undefined, condition: string): boolean {
  if (service === undefined) return false
  if (condition === 'service_healthy') return service.healthcheck !== undefined
  return condition === 'service_completed_successfully' && service.restart !== 'unless-stopped'
}
