import {
  ApplicationFailure,
  CancellationScope,
  allHandlersFinished,
  condition,
  continueAsNew,
  patched,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'

import { seqOf } from '../src/contract/event-envelope'
import { objectionToInput } from '../src/contract/loan-input'
import type { LoanInput } from '../src/contract/loan-input'
import type { LoanState, ProcessAnswer } from '../src/contract/loan-messages'
import { DueTimer } from './due-timer'
import { LoanRun } from './loan-run'
import { listenToOperators } from './operators'
import {
  dueSignal,
  eventSignals,
  processEvent,
  refused,
  stateQuery,
  timelineQuery,
} from './messages'
import { OperatorView } from './operator-view'
import { QuietWatch } from './quiet-watch'
import { compensate, postEvents, takeAndPost, takeEvents } from './steps'
import type { StepPath } from './steps'

/** The server counts no signals when it suggests to continue as new, and refuses the 10,001st. */
const MAX_SIGNALS = 5_000

/**
 * One loan, for as long as it lives. Messages only wake it; one loop takes, strictly in order,
 * what is staged in PostgreSQL: the LMS judges, Accounting posts, and what Accounting refuses is
 * undone. Everything that waits goes together.
 */
export async function loan(input: LoanInput): Promise<void> {
  const objection = objectionToInput(input)
  if (objection !== null) {
    // A task that fails would be tried for ever.
    throw ApplicationFailure.nonRetryable(
      `This is no loan: ${objection}. \`./loansaga recover\` starts the workflows of loans.`,
      'NOT_A_LOAN',
    )
  }
  const { cancelRequested } = CancellationScope.current()
  // One scope for the whole run: a pass that has begun is never cut short, and each scope and each
  // wait in one that can be cancelled costs promises.
  await CancellationScope.nonCancellable(() => runLoan(input, cancelRequested))
}

async function runLoan(input: LoanInput, cancelRequested: Promise<never>): Promise<void> {
  const run = new LoanRun(input)
  const view = new OperatorView(run)
  const quiet = new QuietWatch(run)
  const due = new DueTimer(run, input.options.timers === 'off')
  let isCancelled = false
  cancelRequested.catch(() => {
    isCancelled = true
  })
  listen(run)
  listenToOperators(run)
  view.show()
  quiet.watch()
  due.arm()

  for (;;) {
    await condition(() => run.awake || isCancelled || quiet.over || isFull(input, run))
    if (isCancelled) await cancelRequested
    if (run.awake) {
      await takeWhatWaits(run, view)
      quiet.watch()
      due.arm()
    }
    if (isFull(input, run)) {
      run.ending = true
      await condition(allHandlersFinished)
      await continueAsNew<typeof loan>({ ...input, carried: run.carry() })
    }
    if (!run.awake && quiet.over) return
  }
}

function listen(run: LoanRun): void {
  for (const { definition, description } of eventSignals) {
    setHandler(definition, (message) => run.told(seqOf(message)), { description })
  }
  setHandler(dueSignal, () => run.told(undefined), {
    description: 'Something falls due by the clock: do what is due.',
  })
  setHandler(
    processEvent,
    async (message): Promise<ProcessAnswer> => {
      const seq = seqOf(message) ?? run.tookThrough
      const answer = run.waitFor(seq)
      await condition(() => answer() !== undefined)
      return answer() ?? { seq, status: 'SEE_ROW' }
    },
    {
      description: 'Take what waits and answer with the outcome of this event: {seq}.',
      validator(message) {
        if (seqOf(message) === undefined) throw refused('seq must be the number of an event.')
      },
    },
  )
  setHandler(stateQuery, (): LoanState => run.state(), {
    description: 'Where the loan stands and what it waits for.',
  })
  setHandler(timelineQuery, () => [...run.timeline], {
    description: 'The last events with their outcomes.',
  })
}

async function takeWhatWaits(run: LoanRun, view: OperatorView): Promise<void> {
  run.startPass()
  const passed = run.inOnePass ? await takeAndPost(run.loan, run.tookThrough + 1) : undefined
  const owedBy = passed === undefined ? await stepByStep(run, view) : run.passed(passed)
  // Runs of before show the status that is about to be undone, for as long as the undo takes.
  const holdsStatus = owedBy !== null && patched('hold-status-until-undone')
  if (owedBy !== null) {
    run.undoing()
    view.show({ withStatus: !holdsStatus })
    run.ended(await compensate(owedBy))
    // Only the LMS knows where the loan stands after an undo.
    run.wake()
  }
  view.show({ withStatus: !holdsStatus })
}

/** @returns the stream that owes an undo */
async function stepByStep(run: LoanRun, view: OperatorView): Promise<string | null> {
  const path: StepPath = {
    patiently: run.inOnePass,
    onTrouble: () => {
      run.inTrouble()
      view.show()
    },
  }
  const lms = await takeEvents(run.loan, run.tookThrough + 1, path)
  run.took(lms)
  const accounting = lms.taken.length > 0 ? await postEvents(lms, run.accounting, path) : null
  return run.posted(lms, accounting)
}

function isFull(input: LoanInput, run: LoanRun): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo()
  return (
    historyLength >= input.options.continueAsNewEvents ||
    continueAsNewSuggested ||
    run.signals >= MAX_SIGNALS
  )
}
