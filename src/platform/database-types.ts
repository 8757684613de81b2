import { types } from 'pg'
import type { CustomTypesConfig } from 'pg'

const INT8 = 20
const INT8_ARRAY = 1016
const DATE = 1082
const DATE_ARRAY = 1182
const TEXT_ARRAY: number = 1009

const parseTextArray = types.getTypeParser(TEXT_ARRAY, 'text') as (text: string) => string[]

/**
 * How columns arrive from `Database.query`: bigint as BigInt, date as `yyyy-MM-dd`, the rest as
 * pg has it. Given to the pool, so that pg's own global parsers stay as they are.
 */
export const columnTypes: CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (format === 'binary') return types.getTypeParser(oid, format)
    switch (Number(oid)) {
      case INT8:
        return BigInt
      case INT8_ARRAY:
        return (text: string) => parseTextArray(text).map(BigInt)
      case DATE:
        return (text: string) => text
      case DATE_ARRAY:
        return parseTextArray
      default:
        return types.getTypeParser(oid, format)
    }
  },
}
