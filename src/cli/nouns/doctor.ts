import type { AppClient } from '../api/appClient.ts';
import { ProblemError } from '../api/problem.ts';
import type { Command } from '../command.ts';
import { CommandError, EXIT } from '../exitCodes.ts';
import { column, itemsAt, textOf, valueAt } from '../show/columns.ts';

interface Check {
  readonly check: string;
  readonly result: 'ok' | 'wrong';
  readonly says: string;
}

/** What of a set-up can be told from where the command line runs; `npm run doctor` looks into the rest. */
export const doctor: Command = {
  words: ['doctor'],
  summary: 'Whether the app answers here, takes your token, and lets you do something',
  operations: ['getHealth', 'getMe'],
  examples: ['doctor', 'doctor --url https://fleet-updates.example'],
  run: async ({ api, print }) => {
    const app = await checked('app', async () => {
      await api.get('/api/health');
      return `${api.url} answers, and its tables do.`;
    });
    // Who cannot reach it learns nothing from being asked to sign in.
    const checks = app.result === 'ok' ? [app, await checked('rights', () => rightsAt(api))] : [app];
    const columns = [column('Check', 'check'), column('Result', 'result'), column('Says', 'says')];
    print.show({ value: checks }, [{ columns, rows: checks }]);
    return checks.some(({ result }) => result === 'wrong') ? EXIT.error : undefined;
  },
};

async function rightsAt(api: AppClient): Promise<string> {
  const me = await api.get('/api/me');
  const roles = itemsAt(me, 'roles').map(textOf);
  const grants = itemsAt(me, 'grants').map(
    (grant) => `${textOf(valueAt(grant, 'role'))} on ${textOf(valueAt(grant, 'fleets'))}`,
  );
  const who = `The app takes you for ${textOf(valueAt(me, 'user'))}`;
  if (roles.length === 0)
    throw new CommandError(`${who}, who has no role and no grant: every call but this is refused.`);
  return `${who}: ${[...roles, ...grants].join(', ')}.`;
}

async function checked(check: string, look: () => Promise<string>): Promise<Check> {
  try {
    return { check, result: 'ok', says: await look() };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const hint =
      error instanceof ProblemError && error.status === 401
        ? ' Sign in with az login, or give a token of the app by --token.'
        : '';
    return { check, result: 'wrong', says: `${error.message}${hint}` };
  }
}
