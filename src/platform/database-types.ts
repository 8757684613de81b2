import { types } from 'pg'
import type { CustomTypesConfig } from 'pg'

type ParseText = (text: string) => unknown

const OID = { int8: 20, textArray: 1009, int8Array: 1016, date: 1082, dateArray: 1182 }

const asIs: ParseText = (text) => text
const builtIn = types.getTypeParser as (oid: number, format?: string) => ParseText
const textArray = builtIn(OID.textArray) as (text: string) => string[]

const PARSERS = new Map<number, ParseText>([
  [OID.int8, BigInt],
  [OID.int8Array, (text) => textArray(text).map(BigInt)],
  [OID.date, asIs],
  [OID.dateArray, textArray],
])

/**
 * How columns arrive from `Database.query`: bigint as BigInt, date as `yyyy-MM-dd`, the rest as
 * pg has it. Given to the pool, so that pg's own global parsers stay as they are.
 */
export const columnTypes: CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    const parser = format === 'binary' ? undefined : PARSERS.get(oid)
    return parser ?? builtIn(oid, format)
  },
}
