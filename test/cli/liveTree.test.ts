import { createServer, type Server } from 'node:http';
import { Terminal } from './terminal.ts';

const member = (name: string, state: string) => ({
  fleet: 'prod',
  name,
  state,
  from: { kubernetesVersion: '1.32.6' },
  to: { kubernetesVersion: '1.33.2', nodePools: [] },
});
const group = (name: string, state: string, members: readonly object[]) => ({ name, state, members });

/** A canary that is through, and a stage that waits for somebody. */
function runOf(state: string, gate: string, members: readonly object[]): object {
  const canary = group('canary', 'Completed', [member('aks-canary', 'Completed')]);
  return {
    name: 'september',
    state,
    failureCount: 1,
    maxAllowedFailures: 2,
    ...(state === 'Running' && { estimate: { endsAt: '2026-03-02T17:40:00.000Z' } }),
    stages: [
      {
        name: 'canary',
        state: 'Completed',
        groups: [canary],
        afterStageWait: { durationInSeconds: 600, state: 'Completed' },
      },
      {
        name: 'prod',
        state,
        beforeGates: [{ id: 'c0ffee', name: 'go', state: gate }],
        ...(gate === 'Pending' && {
          waiting: {
            reason: 'Gate',
            message: 'Waits for gate go: 1 of 2.',
            since: '2026-03-02T08:00:00Z',
            until: '2026-03-03T08:00:00Z',
          },
        }),
        groups: [group('eu', state, members)],
      },
    ],
  };
}

const WAITS = runOf('Running', 'Pending', [member('aks-1', 'NotStarted')]);
const GOES_ON = runOf('Running', 'Completed', [member('aks-1', 'Running')]);

let server: Server;
let now: object;
let methods: Set<string | undefined>;
let terminal: Terminal | undefined;

beforeEach(async () => {
  methods = new Set();
  server = createServer((request, response) => {
    methods.add(request.method);
    response.setHeader('content-type', 'application/json');
    response.setHeader('date', 'Mon, 02 Mar 2026 08:07:00 GMT');
    response.end(JSON.stringify(now));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await terminal?.close();
  server.closeAllConnections();
  server.close();
});

async function watch(run: object, size = { columns: 100, rows: 24 }): Promise<Terminal> {
  now = run;
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const words = ['runs', 'watch', 'september', '--interval', '20ms', '--url', `http://127.0.0.1:${port}`];
  terminal = await Terminal.open(words, size);
  return terminal;
}

describe('In a terminal, a watch', () => {
  it('draws the tree over and over in its place, and ends with the summary', async () => {
    const shown = await watch(WAITS);
    expect(await shown.sees(/ends about/)).toMatchInlineSnapshot(`
      "▶ run september  Running  1 of 2 failures allowed
        ✓ stage canary  Completed
          ✓ group canary  Completed
            ✓ aks-canary   ████████████████████████ Completed  1.32.6 → 1.33.2
          ✓ wait 600 s     ████████████████████████ Completed
        ▶ stage prod  Running  waits (Gate): Waits for gate go: 1 of 2., until 2026-03-03T08:00:00Z
          … gate go  Pending
          ▶ group eu  Running
            · aks-1        ░░░░░░░░░░░░░░░░░░░░░░░░ NotStarted 1.32.6 → 1.33.2
      ends about 2026-03-02T17:40:00.000Z
      "
    `);
    expect(shown.showsCursor).toBe(false);
    now = GOES_ON;
    expect(await shown.sees(/aks-1 .* Running[^]*ends about/)).toMatchInlineSnapshot(`
      "▶ run september  Running  1 of 2 failures allowed
        ✓ stage canary  Completed
          ✓ group canary  Completed
            ✓ aks-canary   ████████████████████████ Completed  1.32.6 → 1.33.2
          ✓ wait 600 s     ████████████████████████ Completed
        ▶ stage prod  Running
          ✓ gate go  Completed
          ▶ group eu  Running
            ▶ aks-1        ░░░░░░░░░░░░░░░░░░░░░░░░ Running    1.32.6 → 1.33.2
      ends about 2026-03-02T17:40:00.000Z
      "
    `);
    now = runOf('Completed', 'Completed', [member('aks-1', 'Completed')]);
    const { code, text } = await shown.end();
    expect(code).toBe(0);
    expect(shown.showsCursor).toBe(true);
    expect(text.match(/run september/g)).toHaveLength(1);
    expect(text).toMatch(
      /Run september: Completed\. 1 of 2 failures allowed\.\nStage .*\n[^]*prod .*1 Completed/,
    );
  });

  it('leaves the run alone at Ctrl-C, says how to go on, and gives the cursor back', async () => {
    const shown = await watch(WAITS);
    await shown.sees(/ends about/);
    shown.press('\u0003');
    const { code, text } = await shown.end();
    expect([code, [...methods]]).toEqual([130, ['GET']]);
    expect(text).toMatch(
      /ends about .*\n+Run september goes on\. Watch it again: fleet-updates runs watch september/,
    );
    expect(shown.showsCursor).toBe(true);
  });

  // Lower only, and narrower as well: what stands there cannot be mended line by line once its head is out of sight.
  it.each([
    { columns: 100, rows: 16 },
    { columns: 80, rows: 16 },
  ])('draws the whole tree anew when there is only room for $columns x $rows any more', async (size) => {
    const states = ['Completed', 'Failed', 'Running', 'Running', ...Array<string>(40).fill('NotStarted')];
    const many = states.map((state, index) => member(`aks-${index + 1}`, state));
    const shown = await watch(runOf('Running', 'Completed', many), { columns: 100, rows: 60 });
    expect(await shown.sees(/aks-44 [^]*ends about/)).toContain('run september');
    shown.resize(size);
    const folded = await shown.sees(/1 Completed, 40 NotStarted\nends about/);
    expect(folded.trimEnd()).toBe(
      `
▶ run september  Running  1 of 2 failures allowed
  ✓ stage canary  Completed
    ✓ group canary  Completed
      1 Completed
    ✓ wait 600 s     ████████████████████████ Completed
  ▶ stage prod  Running
    ✓ gate go  Completed
    ▶ group eu  Running
      ✗ aks-2        ░░░░░░░░░░░░░░░░░░░░░░░░ Failed     1.32.6 → 1.33.2
      ▶ aks-3        ░░░░░░░░░░░░░░░░░░░░░░░░ Running    1.32.6 → 1.33.2
      ▶ aks-4        ░░░░░░░░░░░░░░░░░░░░░░░░ Running    1.32.6 → 1.33.2
      1 Completed, 40 NotStarted
ends about 2026-03-02T17:40:00.000Z`.trimStart(),
    );
  });
});
