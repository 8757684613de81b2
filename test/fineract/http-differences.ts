import { isDeepStrictEqual } from 'node:util'
import { answered, isOtherwise, isSame, isTakenHere, theirAnswers } from './answers'
import type { Story } from './cases'
import {
  beginsToDiffer,
  contradictsItself,
  isPayoutCoveredInPart,
  SettledDays,
} from './differences'
import { HttpStory } from './http-story'
import type { Lender } from './http-story'
import { shown, shownDays, shownEnd, told } from './shown-figures'
import { theirDays, theirLifecycle } from './story-figures'
import { ToldStory } from './told-story'
import type { ToldStep } from './told-story'

export interface Difference {
  where: string
  what: string
  ours: unknown
  theirs: unknown
}

/** A story told to `/v1` step by step, as far as it can be said there: where ours differs, but for what differs on purpose. */
export async function differencesOf(lender: Lender, whole: Story): Promise<Difference[]> {
  // What accrues changes the books alone.
  const story = { ...whole, steps: whole.steps.filter(({ action }) => action !== 'runAccruals') }
  const found: Difference[] = []
  const http = new HttpStory(lender, story)
  const steps = new Map([...new ToldStory(story).steps()].map((step) => [step.step, step]))
  const settled = new SettledDays()
  for (const [index, step] of story.steps.entries()) {
    const where = `${story.id} ${index} ${step.action}`
    const at = steps.get(index)
    const writes = http.writesOf(step)
    if (step.state !== undefined && (at === undefined || beginsToDiffer(at))) break
    if (writes === null) continue
    // A fault of the server has no answer to compare.
    if (step.httpStatus === '500') continue
    const sent = await http.send(writes, isTakenHere(step) ? { dryRun: true } : {})
    const ours = answered(sent)
    const theirs = theirAnswers(step, (name) => http.numberOf(name))
    if (!theirs.some((one) => isSame(one, ours)) && !isOtherwise(step, ours)) {
      found.push({ where, what: 'answer', ours, theirs })
    }
    if ((ours.status === 200) !== (step.state !== undefined) && !isTakenHere(step)) break
    if (step.state === undefined || at === undefined) continue
    const loan = await http.shown()
    http.learn(loan, at.state)
    if (contradictsItself(at.state)) continue
    found.push(...figuresApart(where, loan, story, at, settled.areAlike(at)))
  }
  return found
}

function figuresApart(
  where: string,
  loan: Parameters<typeof shown>[0],
  story: Story,
  { action, state }: ToldStep,
  hasAlikeDays: boolean,
): Difference[] {
  const { reversed, ...figures } = shown(loan, story.loan)
  const ours = { ...figures, days: shownDays(loan), ...(hasAlikeDays && { end: shownEnd(loan) }) }
  const { reversed: undone, ...expected } = told(state, story)
  const theirs = {
    ...expected,
    days: theirLifecycle(state),
    ...(hasAlikeDays && { end: theirDays(state) }),
  }
  // The schedule of a disbursal that was undone stays there; ours is that of the expected day.
  if (action === 'undodisbursal') {
    theirs.installments = ours.installments
    theirs.days.expectedMaturityOn = ours.days.expectedMaturityOn
  }
  if (isPayoutCoveredInPart(state)) {
    theirs.installments = ours.installments
    if (theirs.totals && ours.totals) {
      theirs.totals['principalPaid'] = ours.totals['principalPaid'] ?? 0n
    }
  }
  // What went with a disbursement or a write-off is hidden there; here it stays and is marked.
  const lost = undone.filter((row) => !reversed.includes(row))
  const apart = Object.keys(theirs).map((what) => ({
    ...{ where, what },
    ours: ours[what as keyof typeof ours],
    theirs: theirs[what as keyof typeof theirs],
  }))
  return [
    ...apart.filter((one) => !isDeepStrictEqual(one.ours, one.theirs)),
    ...(lost.length > 0 ? [{ where, what: 'reversed', ours: reversed, theirs: undone }] : []),
  ]
}
