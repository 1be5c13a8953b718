import all from './jest.config.mjs';

/**
 * The tests of what is pure: no Azurite is started and no bundle built, so one that needs them fails here.
 * @type {import('jest').Config}
 */
const config = {
  ...all,
  globalSetup: undefined,
  globalTeardown: undefined,
  testMatch: [
    '<rootDir>/test/{domain,contracts,clock,triggers}/**/*.test.ts',
    '<rootDir>/test/web/{views,gantt,policy,freezes,gateForms,gates,approvals,rehearseCommand}.test.ts',
    '<rootDir>/test/cli/drawRun.test.ts',
  ],
};

export default config;
