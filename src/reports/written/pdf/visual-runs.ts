import bidiFactory from 'bidi-js'

import { scriptOf } from './style'
import type { Script } from './style'

/** A part of a line that one font writes in one direction. */
export interface Run {
  text: string
  script: Script
  isToTheLeft: boolean
}

const bidi = bidiFactory()

/** Anything beside Latin, Greek and Cyrillic, with which nothing is to be done. */
const OTHER = /[^\0-\u058f\u1e00-\u218f]/

interface Levelled extends Run {
  /** Odd of what is written to the left. */
  level: number
}

/** The parts of a line, from left to right as they stand on paper; letters within a part are in reading order. */
export function visualRuns(text: string): Run[] {
  if (!OTHER.test(text)) return [{ text, script: 'usual', isToTheLeft: false }]
  const runs = levelledRuns(text)
  const highest = Math.max(...runs.map(({ level }) => level))
  for (let level = highest; level > 0; level -= 1) reverseFrom(runs, level)
  return runs
}

function levelledRuns(text: string): Levelled[] {
  const { levels } = bidi.getEmbeddingLevels(text)
  const mirrored = bidi.getMirroredCharactersMap(text, levels)
  const runs: Levelled[] = []
  let at = 0
  for (const letter of text) {
    const level = levels[at] ?? 0
    const last = runs.at(-1)
    const script = scriptOf(letter) ?? last?.script ?? 'usual'
    const shown = mirrored.get(at) ?? letter
    if (last?.level === level && last.script === script) last.text += shown
    else runs.push({ text: shown, script, level, isToTheLeft: level % 2 === 1 })
    at += letter.length
  }
  return runs
}

/** Turns around each stretch of runs that are at least of a level. */
function reverseFrom(runs: Levelled[], level: number): void {
  for (let from = 0; from < runs.length; from += 1) {
    let to = from
    while ((runs[to]?.level ?? -1) >= level) to += 1
    if (to - from > 1) runs.splice(from, to - from, ...runs.slice(from, to).reverse())
    from = Math.max(from, to)
  }
}
