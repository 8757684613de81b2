import { DefaultPayloadConverter } from '@temporalio/common'
import type { Payload, SerializationContext } from '@temporalio/common'

/**
 * Reads what nobody can read as nothing. Left to itself the SDK fails the task of a workflow that is
 * sent a payload which is broken, or was encoded by another system, and tries it again for ever.
 */
class ForgivingPayloadConverter extends DefaultPayloadConverter {
  override fromPayload<T>(payload: Payload, context?: SerializationContext): T {
    try {
      return super.fromPayload<T>(payload, context)
    } catch {
      return undefined as T
    }
  }
}

/** The SDK looks for this name. */
export const payloadConverter = new ForgivingPayloadConverter()
