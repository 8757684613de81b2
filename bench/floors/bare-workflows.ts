import {
  condition,
  defineSignal,
  defineUpdate,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow'

/** What the floors are made of: a workflow that does one activity of no work for each message. */
interface Activities {
  nothing(): Promise<void>
}

const regular = proxyActivities<Activities>({ startToCloseTimeout: '1 minute' })
const local = proxyLocalActivities<Activities>({ startToCloseTimeout: '1 minute' })

export const poke = defineSignal('poke')
export const ask = defineUpdate('ask')

export async function regularActivityPerSignal(): Promise<void> {
  await perSignal(() => regular.nothing())
}

export async function localActivityPerSignal(): Promise<void> {
  await perSignal(() => local.nothing())
}

export async function localActivityPerUpdate(): Promise<void> {
  setHandler(ask, () => local.nothing())
  await condition(() => false)
}

/** One after the other, as a loan takes its events. */
async function perSignal(act: () => Promise<void>): Promise<void> {
  let waiting = 0
  setHandler(poke, () => {
    waiting += 1
  })
  for (;;) {
    await condition(() => waiting > 0)
    waiting -= 1
    await act()
  }
}
