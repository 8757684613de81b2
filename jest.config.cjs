/** @type {import('jest').Config} */
const common = {
  testEnvironment: 'node',
  rootDir: __dirname,
  // jose is published as ES modules only, which jest cannot require.
  transformIgnorePatterns: ['/node_modules/(?!jose/)'],
  transform: {
    '^.+\\.[jt]s$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  setupFilesAfterEnv: ['<rootDir>/test/support/scale-limits.ts'],
}

/** @type {import('jest').Config} */
module.exports = {
  // One more than there are processors: some tests wait for what is away to come back.
  maxWorkers: 3,
  projects: [
    // Pure functions: no server is started for them.
    {
      ...common,
      displayName: 'domain',
      testMatch: ['<rootDir>/test/{domain,console}/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/test/console/browser/'],
      globalSetup: '<rootDir>/test/support/domain-setup.ts',
    },
    {
      ...common,
      displayName: 'system',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/test/domain/', '<rootDir>/test/console/(?!browser/)'],
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
    },
  ],
}
