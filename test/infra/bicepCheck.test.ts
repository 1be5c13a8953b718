import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');
/** A machine on which no tool is found. */
const check = (CI?: string) =>
  spawnSync(process.execPath, ['scripts/infra.mjs'], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: '/nowhere', ...(CI !== undefined && { CI }) },
  });

describe('Where neither bicep nor dotnet is, the check of infra/', () => {
  it('is left out with a notice', () => {
    const { status, stdout } = check();
    expect([status, stdout]).toEqual([0, expect.stringContaining('infra/ is not checked')]);
  });

  it('fails where CI is set', () => {
    const { status, stderr } = check('true');
    expect([status, stderr]).toEqual([1, expect.stringContaining('CI must check infra/')]);
  });
});
