import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs'

/**
 * Of a folder that only its owner looks into. Root's PostgreSQL runs as another user, who has to get
 * through it; what lies in it is closed by itself.
 */
export const FOLDER_MODE = process.getuid?.() === 0 ? 0o711 : 0o700

const FILE_MODE = 0o600

/** As /tmp has it. */
const STICKY = 0o1000

/** What a data directory has in it. Anything else, and the folder is somebody's for more than that. */
const OURS =
  /^(up\.lock|credentials\.json|postgres|postgres\.password|signing-key\.secret|temporal\.db|logs)\b/

/** Closes a data directory to other users, unless there is more in it than a data directory's. */
export function closeFolder(path: string): void {
  const { mode, uid } = statSync(path)
  const isShared = (mode & STICKY) !== 0 || uid !== process.getuid?.()
  if (isShared || !readdirSync(path).every((name) => OURS.test(name))) return
  chmodSync(path, mode & FOLDER_MODE)
}

/** Closes files that were made open, such as by a version before this one. */
export function closeFiles(...paths: string[]): void {
  for (const path of paths) if (existsSync(path)) chmodSync(path, FILE_MODE)
}
