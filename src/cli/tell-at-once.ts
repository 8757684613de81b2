import { startProgress } from './progress'

/** Loans that are told at once; each of their commands waits for the loan. */
const AT_ONCE = 8

interface Story {
  commands: readonly unknown[]
}

/** Tells stories, some at once, and shows how many of their commands are answered. */
export async function tellAtOnce<Told extends Story>(
  label: string,
  stories: readonly Told[],
  tell: (story: Told, onAnswer: () => void) => Promise<void>,
): Promise<void> {
  const total = stories.reduce((count, { commands }) => count + commands.length, 0)
  const progress = startProgress(label)
  let done = 0
  const waiting = [...stories]
  const tellNext = async (): Promise<void> => {
    for (let story = waiting.shift(); story !== undefined; story = waiting.shift()) {
      await tell(story, () => progress.update((done += 1), total))
    }
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, tellNext))
  } finally {
    progress.stop()
  }
}
