import { writeFileSync } from 'node:fs'

import { quietTemporal } from '../src/cli/quiet-temporal'
import { startBench } from './bench'
import { MEASUREMENTS } from './measurements'
import { USAGE, benchOptions } from './options'
import { resultOf } from './report/result'
import { reportText, sampleLine } from './report/text'
import { runRounds, warmUp } from './run-rounds'

/** `npm run bench`: floors and the product in one run, as ratios. */
export async function main(args: string[]): Promise<void> {
  if (args.includes('--help')) {
    console.log(USAGE)
    return
  }
  const options = benchOptions(args)
  const measurements = MEASUREMENTS.filter(
    ({ name }) => options.only.length === 0 || options.only.includes(name),
  )
  quietTemporal()
  const bench = await startBench(options.scale)
  try {
    console.log('warming up …')
    await warmUp(bench, measurements)
    const samples = await runRounds(bench, measurements, options.rounds, (...sample) =>
      console.log(sampleLine(...sample)),
    )
    const result = resultOf(options, samples)
    writeFileSync(options.json, `${JSON.stringify(result, null, 2)}\n`)
    console.log(`\n${reportText(result)}\n\nAll figures: ${options.json}`)
  } finally {
    await bench.close()
  }
}
