import { expressAlone, steadyInsert } from './floors/express'
import { postgresAlone } from './floors/postgres'
import {
  localDeep,
  localHot,
  localStarts,
  localWide,
  regularDeep,
  steadyUpdate,
  updates,
} from './floors/temporal'
import type { Measurement } from './measure'
import { backlog } from './product/backlog'
import { cachedLoans } from './product/cached-loans'
import { commands } from './product/commands'
import { engine } from './product/engine'
import { importFile } from './product/import'
import { longLoan } from './product/long-loan'
import { monthEnd, ownStarts } from './product/month-end'
import { ownLoans } from './product/own-loans'
import { steadyCommand, steadyPush } from './product/steady'
import { waitedRepayments } from './product/waited'
import { deep, hot, hotBatch, reversal, starts, wide } from './product/throughput'

/** In the order of a round: what is compared stands side by side. */
export const MEASUREMENTS: readonly Measurement[] = [
  ...[expressAlone, regularDeep, deep, localDeep],
  ...[postgresAlone, hot, localHot, hotBatch, importFile],
  ...[localStarts, localWide, starts, wide, ownStarts, monthEnd],
  ...[steadyInsert, steadyPush, steadyUpdate, steadyCommand],
  ...[updates, waitedRepayments, backlog],
  ...[commands, ownLoans],
  ...[engine, reversal, longLoan, cachedLoans],
]
