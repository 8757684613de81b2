import { journalStories, sayable, stories } from '../../fineract/cases'
import {
  beginsToDiffer,
  contradictsItself,
  isPayoutCoveredInPart,
  SettledDays,
} from '../../fineract/differences'
import {
  daysOf,
  lifecycleOf,
  ours,
  theirDays,
  theirLifecycle,
  theirs,
} from '../../fineract/story-figures'
import { ToldStory } from '../../fineract/told-story'

describe('stories of loans as Apache Fineract told them', () => {
  const told = [...stories(), ...journalStories()]
    .filter((story) => sayable(story.loan) && story.unstable !== true)
    // What accrues changes the books alone.
    .map((story) => {
      return { ...story, steps: story.steps.filter(({ action }) => action !== 'runAccruals') }
    })
  it.each(told.map((story) => [story.id, story] as const))('%s', (_id, story) => {
    const settled = new SettledDays()
    for (const told of new ToldStory(story).steps()) {
      const { step, action, loan, state } = told
      if (beginsToDiffer(told)) break
      if (contradictsItself(state)) continue
      const where = `${story.id} ${step} ${action}`
      const [our, their] = [ours(loan), theirs(state, story)]
      // The schedule of a disbursal that was undone stays there; ours is that of the expected day.
      if (action === 'undodisbursal') their.installments = our.installments
      if (isPayoutCoveredInPart(state)) {
        their.installments = our.installments
        if (their.totals !== null) their.totals['principalPaid'] = loan.totals.paid.principal
      }
      expect({ where, ...our }).toEqual({ where, ...their })
      // Nor does its day of maturity.
      const expectedMaturityOn =
        action === 'undodisbursal' ? loan.timeline.expectedMaturityOn : null
      const days = { ...theirLifecycle(state), ...(expectedMaturityOn && { expectedMaturityOn }) }
      expect({ where, ...lifecycleOf(loan) }).toEqual({ where, ...days })
      if (settled.areAlike(told)) {
        expect({ where, ...daysOf(loan) }).toEqual({ where, ...theirDays(state) })
      }
    }
  })
})
