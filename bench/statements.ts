/** These are sent by the clock or for the metrics, whatever happens to loans. */
const BY_THE_CLOCK = new Set(['relay_due', 'take_batch_job', 'purge_refused_requests', 'backlog'])

/** Statements sent to PostgreSQL so far by the API and the worker, each one round trip. */
export async function statementsSent(apiUrl: string): Promise<number> {
  // The worker's page is appended to the API's.
  const page = await (await fetch(`${apiUrl}/metrics`)).text()
  const counts = page.matchAll(/^loansaga_\w+_statements_total\{name="(\w+)"\} (\d+)$/gm)
  return [...counts]
    .filter(([, name = '']) => !BY_THE_CLOCK.has(name))
    .reduce((sum, [, , count]) => sum + Number(count), 0)
}
