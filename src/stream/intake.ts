import type { CommandOutcome, CommandRequest, PushedRequest, StageOutcome } from './stage-request'

/**
 * The one way an event enters a loan: staged durably, then its workflow is told.
 * Resolves as soon as the event is durable or, with `waitMs`, when it has its outcome
 * (POSTED, FAILED, PARKED, REVERSED) or the time is up; the event's row then says which.
 */
export interface Intake {
  submit(request: PushedRequest, waitMs: number | null): Promise<StageOutcome>
  command(request: CommandRequest, waitMs: number | null): Promise<CommandOutcome>
  /** Several at once, durable together and in this order; each loan is told once at most. */
  submitAll(requests: readonly PushedRequest[]): Promise<StageOutcome[]>
  /** Waits for an event that is already staged, as a repeat with `Prefer: wait` does. */
  settled(eventId: string, waitMs: number): Promise<void>
}
