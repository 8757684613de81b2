/**
 * The rooms of the project and what each may know besides itself: a room that is not named here, and
 * a dependency that is not allowed here, is refused. Types count as much as values.
 *
 * domain ← contract ← lms, accounting ← steps ← activities ← processes; domain, contract ← workflows.
 */
const ROOMS = {
  domain: [],
  contract: ['domain'],
  platform: ['generated', 'contract', 'domain'],
  business: ['domain', 'platform'],
  identity: ['business', 'platform'],
  temporal: ['contract', 'platform'],
  stream: ['contract', 'domain', 'platform', 'temporal'],
  lms: ['contract', 'domain', 'platform'],
  accounting: ['contract', 'domain', 'platform'],
  steps: ['accounting', 'contract', 'domain', 'lms', 'platform', 'stream'],
  transfers: ['business', 'contract', 'domain', 'platform', 'stream'],
  views: ['domain', 'platform'],
  operations: [
    ...['business', 'contract', 'domain', 'platform', 'steps', 'stream', 'temporal', 'views'],
  ],
  reports: ['domain', 'platform'],
  verify: ['accounting', 'contract', 'domain', 'lms', 'platform'],
  recovery: ['contract', 'domain', 'platform', 'temporal'],
  lending: ['business', 'domain', 'platform'],
  'push-client': ['domain', 'platform'],
  import: ['domain', 'platform', 'push-client'],
  demo: ['domain'],
  api: [
    ...['business', 'contract', 'domain', 'identity', 'lending', 'operations', 'platform', 'steps'],
    ...['reports', 'stream', 'temporal', 'transfers', 'views'],
  ],
  processes: [
    ...['accounting', 'activities', 'api', 'business', 'contract', 'domain', 'identity', 'lms'],
    ...['operations', 'platform', 'steps', 'stream', 'temporal', 'transfers'],
  ],
  cli: [
    ...['business', 'contract', 'demo', 'domain', 'identity', 'import', 'operations', 'platform'],
    ...['processes', 'push-client', 'recovery', 'reports', 'temporal', 'verify'],
  ],
  activities: ['accounting', 'contract', 'lms', 'operations', 'platform', 'steps'],
  workflows: ['activities', 'contract', 'domain'],
}

const OUTSIDE_SRC = ['activities', 'workflows']
const pathOf = (room) => (OUTSIDE_SRC.includes(room) ? `^${room}/` : `^src/${room}/`)

const roomRules = Object.entries(ROOMS).map(([room, allowed]) => ({
  name: room,
  severity: 'error',
  from: { path: pathOf(room) },
  to: {
    path: '^(src|workflows|activities|test|bench)/',
    pathNot: [room, ...allowed].map(pathOf),
  },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'room-without-rules',
      comment: 'a new room says above what it may know',
      severity: 'error',
      from: {
        path: '^src/[^/]+/',
        pathNot: ['^src/generated/', ...Object.keys(ROOMS).map(pathOf)],
      },
      to: {},
    },
    {
      name: 'nothing-knows-the-console',
      comment: 'it is a page beside the service; tests may look at its parts',
      severity: 'error',
      from: { path: '^(src|workflows|activities|bench)/' },
      to: { path: '^console/' },
    },
    {
      name: 'console-takes-only-types-of-the-service',
      severity: 'error',
      from: { path: '^console/' },
      to: {
        path: '^(src|workflows|activities|test|bench)/',
        pathNot: '^src/domain/values/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'console-runs-in-a-browser',
      severity: 'error',
      from: { path: '^console/src/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'faces-of-the-two-steps',
      comment: 'what the steps put together knows of each no more than its gateway and its face',
      severity: 'error',
      from: { path: '^src/steps/' },
      to: {
        path: '^src/(lms|accounting)/',
        pathNot:
          '^src/(lms|accounting)/(at-once|embedded-accounting|(lms|accounting)-gateway)[.]ts$',
      },
    },
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'bench-only-in-bench',
      severity: 'error',
      from: { path: '^test/' },
      to: { path: '^bench/' },
    },
    {
      name: 'pure',
      comment: 'no Node.js module where the same input must give the same output, always',
      severity: 'error',
      from: { path: '^(src/domain|workflows)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'workflows-take-only-types-of-activities',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^activities/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'workflows-packages',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: 'node_modules', pathNot: 'node_modules/@temporalio/(workflow|common)/' },
    },
    {
      name: 'no-dev-packages',
      comment: 'production installs none; the embedded Temporal asks for one as its last resort',
      severity: 'error',
      from: {
        path: '^(src|workflows|activities)/',
        pathNot: '^src/platform/embedded/temporal-binary',
      },
      to: { dependencyTypes: ['npm-dev'], pathNot: '/@types/' },
    },
    {
      name: 'prisma-by-the-one-door',
      comment: 'src/platform/database.ts is the one door to PostgreSQL',
      severity: 'error',
      from: { path: '^(src|activities|workflows)/', pathNot: '^src/(platform|generated)/' },
      to: { path: '^(node_modules/pg/|node_modules/@prisma/adapter-pg/)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/generated/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs'],
      exportsFields: ['exports'],
      conditionNames: ['node', 'require', 'import', 'default', 'types'],
    },
  },
}
