import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**'],
    testTimeout: 20_000,
    // Nothing mocks a module or keeps state in one, so files may share what they import: half the time.
    isolate: false,
    env: { TZ: 'UTC' },
  },
});
