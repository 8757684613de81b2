import { lendingDoor } from './lending/door'
import { opsDoor } from './ops/door'
import { pushDoor } from './push/door'
import type { AnyDoor } from './routing/door'
import { systemDoor } from './system/door'
import { tokenDoor } from './token/door'
import { v1Door } from './v1/door'

/** Every door there is: what the document, metrics and the tests of all routes go through. */
export const DOORS: readonly AnyDoor[] = [
  pushDoor,
  v1Door,
  lendingDoor,
  tokenDoor,
  opsDoor,
  systemDoor,
]
