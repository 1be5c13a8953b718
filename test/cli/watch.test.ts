import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { commandLine, type Ended } from './commandLine.ts';

/** A run of one member, in the shape of the API. */
function runOf(state: string, member: string, more: object = {}): object {
  return {
    name: 'run',
    state,
    counts: { [member]: 1 },
    stages: [
      {
        name: 'canary',
        state,
        groups: [
          {
            name: 'a',
            state,
            members: [
              {
                fleet: 'prod',
                name: 'aks-1',
                state: member,
                ...(member === 'Failed' && { error: { message: 'No quota.\nAsk ##vso[task.setvariable]x' } }),
                from: { kubernetesVersion: '1.32.6' },
                to: { kubernetesVersion: '1.33.2', nodePools: [] },
              },
            ],
          },
        ],
      },
    ],
    ...more,
  };
}

/** What the app answers, call by call; the last for good. */
type Script = readonly ((request: IncomingMessage, response: ServerResponse) => void)[];

const says = (run: object) => (_request: IncomingMessage, response: ServerResponse) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(run));
};

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function watch(script: Script, words = '', environment: Record<string, string> = {}): Promise<Ended> {
  let calls = 0;
  const app = createServer((request, response) => {
    const answer = script[Math.min(calls, script.length - 1)];
    calls += 1;
    answer?.(request, response);
  });
  server = app;
  const port = await new Promise<number>((resolve) => {
    app.listen(0, '127.0.0.1', () => {
      const address = app.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  const line = `runs watch run --interval 5ms --url http://127.0.0.1:${port} ${words}`.trim();
  return await commandLine(line.split(' '), environment);
}

describe('The end of a watch', () => {
  it.each([
    ['0 for Completed', 0, runOf('Completed', 'Completed')],
    ['0 for Skipped', 0, runOf('Skipped', 'Skipped')],
    ['3 for Failed', 3, runOf('Failed', 'Failed')],
    ['4 for Stopped', 4, runOf('Stopped', 'NotStarted')],
    ['6 for Completed with a failed member', 6, runOf('Completed', 'Failed')],
    ['6 for Completed with members left out', 6, runOf('Completed', 'Completed', { leftOutCount: 2 })],
  ])('is %s', async (_what, code, run) => {
    expect((await watch([says(run)])).code).toBe(code);
  });

  it('is 5 when the run waits for a gate, if asked', async () => {
    const waiting = { reason: 'Gate', message: 'Ana decides.', since: '2026-01-01T00:00:00Z' };
    const { code, out } = await watch([says(runOf('Running', 'NotStarted', { waiting }))], '--until-gate');
    expect([code, out]).toEqual([5, expect.stringContaining('run run Running: waits (Gate): Ana decides.')]);
  });

  it('tells of each gate that waits where to decide on it', async () => {
    const gates = [
      { id: 'c0ffee', name: 'go', state: 'Pending' },
      { id: 'abcdef', name: 'eyes', state: 'Completed' },
    ];
    const run = runOf('Running', 'NotStarted', {
      stages: [{ name: 'canary', state: 'Pending', groups: [], beforeGates: gates }],
    });
    const { code, beside } = await watch([says(run)], '--until-gate');
    expect([code, beside.match(/^Gate .*$/gm)]).toEqual([
      5,
      [expect.stringMatching(/^Gate go: http:\/\/127\.0\.0\.1:\d+\/runs\/run\/gates\/c0ffee$/)],
    ]);
  });

  it('is 7 for who is not signed in or not allowed, with the words of the app', async () => {
    const refuses = (_request: IncomingMessage, response: ServerResponse) => {
      response.writeHead(403, { 'content-type': 'application/problem+json' });
      response.end(JSON.stringify({ title: 'No', status: 403, code: 'NotAllowed', detail: 'Needs Reader.' }));
    };
    const { code, beside } = await watch([refuses]);
    expect([code, beside]).toEqual([7, 'No (NotAllowed). Needs Reader.\n']);
  });

  it('is 124 when time is over, and stops the run only if asked', async () => {
    const methods: (string | undefined)[] = [];
    const running = (request: IncomingMessage, response: ServerResponse) => {
      methods.push(request.method);
      says(runOf('Running', 'Running'))(request, response);
    };
    expect((await watch([running], '--timeout 1ms')).code).toBe(124);
    expect(methods).not.toContain('POST');
    expect((await watch([running], '--timeout 1ms --stop-on-timeout')).code).toBe(124);
    expect(methods).toContain('POST');
  });
});

describe('A watch', () => {
  it('goes on over an app that is away and comes back', async () => {
    const { code, out } = await watch([
      says(runOf('Running', 'Running')),
      (request) => request.socket.destroy(),
      (_request, response) => {
        response.writeHead(503, { 'content-type': 'text/html' });
        response.end('<html>starting</html>');
      },
      says(runOf('Completed', 'Completed')),
    ]);
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/asking again\.\nThe app answers again\.\n[^\n]*stage canary Completed/),
    ]);
  });

  it('gets a new token when its own has expired, for the scope that the app names', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fleet-updates-az-'));
    const az = join(folder, 'az');
    // Stands for the Azure CLI: a token that tells for what it is, and another one each time.
    writeFileSync(
      az,
      `#!${process.execPath}
const scope = process.argv.find((word) => word.startsWith('api://'));
console.log(JSON.stringify({ accessToken: 'secret-' + process.pid + '-' + scope, expiresOn: '2099-01-01 00:00:00.000000', expires_on: 4070908800 }));`,
    );
    chmodSync(az, 0o755);
    const tokens = new Set<string>();
    const guarded = (request: IncomingMessage, response: ServerResponse) => {
      const token = request.headers.authorization;
      if (token !== undefined) tokens.add(token);
      // The first token is good for one call.
      if (token === undefined || (tokens.size === 1 && seen === 1)) {
        response.writeHead(401, {
          'content-type': 'application/problem+json',
          'www-authenticate': 'Bearer scope="api://app/.default"',
        });
        response.end(JSON.stringify({ title: 'Sign in', status: 401 }));
        return;
      }
      seen += 1;
      says(seen === 1 ? runOf('Running', 'Running') : runOf('Completed', 'Completed'))(request, response);
    };
    let seen = 0;
    const path = `${folder}${delimiter}${process.env['PATH'] ?? ''}`;
    const { code, out, beside } = await watch([guarded], '', { PATH: path });
    rmSync(folder, { recursive: true });
    expect([code, tokens.size]).toEqual([0, 2]);
    expect([...tokens].every((token) => token.includes('-api://app'))).toBe(true);
    expect(out + beside).not.toContain('secret-');
  });

  it('prints no control character and no command of a log without a terminal', async () => {
    const { out, beside } = await watch([says(runOf('Failed', 'Failed'))]);
    expect(`${out}${beside}`).not.toMatch(/[^\P{Cc}\n]|##vso/u);
    expect(out).toContain('member prod/aks-1 Failed: No quota. Ask # #vso[task.setvariable]x');
  });

  it.each([
    ['GitHub', { GITHUB_ACTIONS: 'true' }, '\n::error::member prod/aks-1 failed. No quota.'],
    [
      'Azure Pipelines',
      { TF_BUILD: 'True' },
      '\n##vso[task.logissue type=error]member prod/aks-1 failed. No quota.',
    ],
  ])('marks what failed for %s', async (_where, environment, words) => {
    expect((await watch([says(runOf('Failed', 'Failed'))], '', environment)).out).toContain(words);
  });

  it('answers the run as JSON, with the transitions beside it', async () => {
    const { out, beside } = await watch([says(runOf('Completed', 'Completed'))], '-o json');
    expect(JSON.parse(out)).toMatchObject({ name: 'run', state: 'Completed' });
    expect(beside).toContain('member prod/aks-1 Completed');
  });
});
