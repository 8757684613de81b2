import { Presets, SingleBar } from 'cli-progress'

export interface Progress {
  update(done: number, total: number): void
  stop(): void
}

/** A bar on stderr; where that is no terminal, one line at the end. */
export function startProgress(label: string): Progress {
  return process.stderr.isTTY ? barOn(label) : lineOn(label)
}

function barOn(label: string): Progress {
  const format = `${label.padEnd(10)} {bar} {percentage}%  {value}/{total}  {duration_formatted}`
  const bar = new SingleBar({ format, hideCursor: true }, Presets.shades_classic)
  bar.start(0, 0)
  return {
    update(done, total) {
      bar.setTotal(total)
      bar.update(done)
    },
    stop: () => bar.stop(),
  }
}

function lineOn(label: string): Progress {
  let last = 'nothing to do'
  return {
    update(done, total) {
      last = `${done}/${total}`
    },
    stop: () => console.error(`${label}: ${last}`),
  }
}
