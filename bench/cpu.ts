import { readFileSync, readdirSync } from 'node:fs'

/** Linux counts in hundredths of a second. */
const TICKS_PER_SECOND = 100

interface Process {
  pid: number
  parent: number
  /** Own and of children that have ended, in seconds. */
  cpu: number
}

/** Seconds of CPU that a process and all below it have taken, those that have ended included. */
export function cpuSeconds(root: number): number {
  const all = processes()
  const below = (pid: number): number =>
    all
      .filter(({ parent }) => parent === pid)
      .reduce((sum, child) => sum + child.cpu + below(child.pid), 0)
  return (all.find(({ pid }) => pid === root)?.cpu ?? 0) + below(root)
}

/** Resident memory of one process in bytes. */
export function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) * 1024
}

function processes(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [readProcess(Number(name))]
      } catch {
        // It has ended meanwhile.
        return []
      }
    })
}

/** See proc_pid_stat(5): the name in brackets may hold spaces; the third field follows it. */
function readProcess(pid: number): Process {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
  return { pid, parent: Number(fields[1]), cpu: ticks / TICKS_PER_SECOND }
}
