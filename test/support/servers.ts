interface Servers {
  stop(): Promise<void>
}

/** Setup and teardown run in one process but do not share modules. */
const holder = globalThis as { loansagaTestServers?: Servers }

export function rememberServers(servers: Servers): void {
  holder.loansagaTestServers = servers
}

export async function stopRememberedServers(): Promise<void> {
  await holder.loansagaTestServers?.stop()
}
