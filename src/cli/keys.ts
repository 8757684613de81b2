import { InvalidArgumentError } from 'commander'
import type { Command } from 'commander'

import { readUuid } from '../domain/values/uuid'
import { createApiKey, listApiKeys, revokeApiKey, rotateApiKey } from '../identity/api-keys'
import {
  SCOPES,
  createKeyPair,
  listKeyPairs,
  revokeKeyPair,
  rotateKeyPair,
} from '../identity/key-pairs'
import type { Scope } from '../identity/key-pairs'
import { addDatabaseOption, withDatabase } from './database-option'
import type { DatabaseOption } from './database-option'
import { findBusiness } from './chosen-business'
import { registerSigningKeys } from './signing-keys'
import { table } from './table'

interface BusinessOption extends DatabaseOption {
  business?: string
}

interface CreateOptions extends BusinessOption {
  name: string
  scopes: Scope[]
}

interface RotateOptions extends DatabaseOption {
  keepOld: number
}

const HOUR_MS = 3_600_000

export function registerKeys(program: Command): void {
  const keys = program
    .command('keys')
    .description('API keys of the push door, and key pairs for tokens; a secret is shown once')
  const command = (name: string, description: string): Command =>
    addDatabaseOption(keys.command(name).description(description))
  const ofBusiness = (name: string, description: string): Command =>
    command(name, description).option('--business <name or id>', 'needed if there are several')

  ofBusiness('create', 'make an API key for /lms-integration')
    .option('--name <text>', 'what it is for', 'api key')
    .action(create)
  ofBusiness('create-pair', 'make a key id and secret, which are exchanged for a token')
    .option('--name <text>', 'what it is for', 'key pair')
    .option('--scopes <list>', `of ${SCOPES.join(', ')}`, parseScopes, [...SCOPES])
    .action(createPair)
  ofBusiness('list', 'list keys and pairs, without their secrets').action(list)
  command('rotate', 'make a key in the place of another, which is good for a while yet')
    .argument('<prefix or key id>')
    .option('--keep-old <hours>', 'how long the old one is good', parseHours, 24)
    .action(rotate)
  command('revoke', 'end a key now').argument('<prefix or key id>').action(revoke)
  registerSigningKeys(keys)
}

async function create(options: CreateOptions): Promise<void> {
  await withDatabase(options, async (database) => {
    const businessId = await findBusiness(database, options.business)
    show(await createApiKey(database, businessId, options.name))
  })
}

async function createPair(options: CreateOptions): Promise<void> {
  await withDatabase(options, async (database) => {
    const businessId = await findBusiness(database, options.business)
    show(await createKeyPair(database, businessId, options.name, options.scopes))
  })
}

async function list(options: BusinessOption): Promise<void> {
  await withDatabase(options, async (database) => {
    const businessId = await findBusiness(database, options.business)
    const keys = await listApiKeys(database, businessId)
    const pairs = await listKeyPairs(database, businessId)
    const rows = [
      ...keys.map((key) => [key.prefix, 'API key', key.name, '', ...dates(key)]),
      ...pairs.map((pair) => [
        ...[pair.keyId, 'key pair', pair.name, pair.scopes.join(',')],
        ...dates(pair),
      ]),
    ]
    console.log(table(['KEY', 'KIND', 'NAME', 'SCOPES', 'CREATED', 'GOOD UNTIL'], rows))
  })
}

async function rotate(key: string, options: RotateOptions): Promise<void> {
  const oldUntil = new Date(Date.now() + options.keepOld * HOUR_MS)
  await withDatabase(options, async (database) => {
    const keyId = readUuid(key)
    const issued =
      keyId === null
        ? rotateApiKey(database, key, oldUntil)
        : rotateKeyPair(database, keyId, oldUntil)
    show(await issued)
    console.error(`The old one is good until ${oldUntil.toISOString()}.`)
  })
}

async function revoke(key: string, options: DatabaseOption): Promise<void> {
  await withDatabase(options, async (database) => {
    const keyId = readUuid(key)
    await (keyId === null ? revokeApiKey(database, key) : revokeKeyPair(database, keyId))
    console.log(`revoked ${key}`)
  })
}

/** As JSON on stdout, for a program to take; the advice goes to stderr. */
function show(issued: object): void {
  console.log(JSON.stringify(issued, null, 2))
  console.error('Keep it now: it is not shown again.')
}

function dates(key: { createdAt: Date; revokedAt: Date | null }): string[] {
  return [key.createdAt.toISOString(), key.revokedAt?.toISOString() ?? '']
}

function parseScopes(text: string): Scope[] {
  const given = text.split(',').map((scope) => scope.trim())
  const scopes = SCOPES.filter((scope) => given.includes(scope))
  if (scopes.length !== given.length) {
    throw new InvalidArgumentError(`It must be of ${SCOPES.join(', ')}, with commas between.`)
  }
  return scopes
}

function parseHours(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('It must be a number of hours.')
  return Number(text)
}
