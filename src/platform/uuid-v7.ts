import { randomBytes } from 'node:crypto'

/** A UUID of version 7: in order of the instants they were made at, by milliseconds. */
export function uuidV7(instant: Date): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(instant.getTime(), 0, 6)
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
