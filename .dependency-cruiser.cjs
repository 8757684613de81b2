/** The one-way dependencies of the project: domain ← lms, accounting ← activities ← worker; domain ← workflows. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(src|workflows|activities|test|bench)/', pathNot: [from, ...allowed] },
})

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'types may know each other',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'tests-only-in-tests',
      severity: 'error',
      from: { path: '^(src|workflows|activities)/' },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'bench-only-in-bench',
      severity: 'error',
      from: { path: '^test/' },
      to: { path: '^bench/' },
    },
    only('domain-alone', '^src/domain/', [], 'the domain knows nothing but itself'),
    {
      name: 'domain-pure',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { dependencyTypes: ['core'] },
    },
    only(
      'workflows',
      '^workflows/',
      ['^src/domain/', '^activities/', '^src/temporal/search-attributes'],
      'deterministic code only',
    ),
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
      name: 'workflows-no-node',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { dependencyTypes: ['core'] },
    },
    only('platform', '^src/platform/', ['^src/(domain|generated)/'], 'knows no part above it'),
    only('lms', '^src/lms/', ['^src/(domain|platform|generated)/']),
    only('accounting', '^src/accounting/', ['^src/(domain|platform|generated)/']),
    only('business', '^src/business/', ['^src/(domain|platform|generated)/']),
    only('pass', '^src/pass/', ['^src/(domain|lms|accounting|platform)/']),
    only('activities', '^activities/', ['^src/(domain|lms|accounting|pass|operations|platform)/']),
    {
      name: 'api-not-into-workflows',
      severity: 'error',
      from: { path: '^src/api/' },
      to: { path: '^(workflows|activities|src/(lms|accounting))/' },
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
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.cjs'] },
  },
}
