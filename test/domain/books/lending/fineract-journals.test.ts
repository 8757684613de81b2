import { bookLoan } from '../../../../src/domain/books/lending/book-loan'
import { journalStories, sayable } from '../../../fineract/cases'
import { beginsToDiffer, contradictsItself } from '../../../fineract/differences'
import { booked, journalled } from '../../../fineract/story-books'
import { ToldStory } from '../../../fineract/told-story'

describe('journals as Apache Fineract wrote them', () => {
  const told = journalStories().filter((story) => sayable(story.loan) && story.unstable !== true)
  it.each(told.map((story) => [story.id, story] as const))('%s', (_id, story) => {
    const isSaid = story.steps.map(({ action }) => action !== 'runAccruals')
    // Where the steps that are told stand among all: what accrues has its journal too.
    const places = [...story.steps.keys()].filter((index) => isSaid[index])
    const steps = places.flatMap((place) => story.steps[place] ?? [])
    const types = new Map<string, string>()
    for (const { step, action, live, loan, state, ...more } of new ToldStory({
      ...story,
      steps,
    }).steps()) {
      const place = places[step] ?? 0
      if (place >= Number(story.ledgerDisagreesFrom ?? Infinity)) break
      if (beginsToDiffer({ step, action, live, loan, state, ...more })) break
      for (const row of state.transactions ?? []) types.set(String(row[0]), String(row[1]))
      if (contradictsItself(state)) continue
      const where = `${story.id} ${place} ${action}`
      let invoice = 0
      const facts = bookLoan(loan, [...live.values()], () => () => (invoice += 1))
      const theirs = journalled(story.steps.slice(0, place + 1), types, story.loan)
      expect({ where, ...booked(facts) }).toEqual({ where, ...theirs })
    }
  })
})
