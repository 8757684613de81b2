import { readFileSync, readdirSync } from 'node:fs'

import { historyFromJSON } from '@temporalio/common/lib/proto-utils'
import { Worker } from '@temporalio/worker'

import { HISTORIES, historyFile } from './record-history'

export interface Replayed {
  story: string
  error: Error | undefined
}

/** The stories whose histories were recorded. */
export function recordedStories(): string[] {
  return readdirSync(HISTORIES)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort()
}

/** Replays the recorded histories of these stories with a workflow bundle; needs no server. */
export async function replay(stories: readonly string[], bundlePath: string): Promise<Replayed[]> {
  const histories = stories.map((story) => {
    const json: unknown = JSON.parse(readFileSync(historyFile(story), 'utf8'))
    return { workflowId: story, history: historyFromJSON(json) }
  })
  const results = Worker.runReplayHistories({ workflowBundle: { codePath: bundlePath } }, histories)
  const replayed: Replayed[] = []
  for await (const { workflowId, error } of results) replayed.push({ story: workflowId, error })
  return replayed
}
