import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ALONE, NOUNS } from '../../src/cli/nouns/nouns.ts';
import { SECRET } from '../support/deliveries.ts';
import { ENDED, MINUTE, NODE_IMAGES, TestSystem, TO_1_33 } from '../support/testSystem.ts';
import { commandLine, type Ended } from './commandLine.ts';

let system: TestSystem;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fleet-updates-cli-'));
  system = await TestSystem.start({ settings: { WEBHOOK_SECRET_CI: SECRET } });
  await system.ok('GET', '/api/members?refresh=true');
});
afterAll(async () => {
  await system.close();
  rmSync(folder, { recursive: true });
});

const cli = (words: string, environment: Record<string, string> = {}): Promise<Ended> =>
  commandLine(words.split(' '), { FLEET_UPDATES_URL: system.system.origin, ...environment }, folder);

const file = (name: string, content: string) => {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
};

const STANDARD = `stages:
  - name: canary
    groups: [{ name: test }]
`;

describe('The command line', () => {
  it('has a command for every call of the API, and none for a call that is not there', async () => {
    const document = z
      .object({
        paths: z.record(z.string(), z.record(z.string(), z.looseObject({ operationId: z.string() }))),
      })
      .parse(await system.ok('GET', '/api/openapi.json'));
    const operations = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    const commands = [...NOUNS.flatMap((noun) => noun.commands), ...ALONE];
    const called = new Set(commands.flatMap((command) => command.operations));
    expect([...called].toSorted()).toEqual([...operations, 'getOpenApi'].toSorted());
  });

  it('shows help with examples at every level', async () => {
    for (const words of ['--help', 'runs --help', 'runs create --help']) {
      const { code, out } = await cli(words);
      expect([code, out]).toEqual([0, expect.stringMatching(/Examples:\n {2}fleet-updates /)]);
    }
  });

  it('assigns groups and shows members and groups as tables', async () => {
    expect(await cli('members assign demo/aks-neu-1 --group test')).toMatchObject({ code: 0 });
    expect((await cli('groups list')).out).toBe('Group  Members\ntest   demo/aks-neu-1\n');
    expect((await cli('members list --group test')).out).toMatchInlineSnapshot(`
      "Fleet  Member     Group  Kubernetes  Node images                               Region       State      Power
      demo   aks-neu-1  test   1.32.6      AKSUbuntu-2204gen2containerd-202507.21.0  northeurope  Succeeded  Running
      "
    `);
    expect((await cli('groups list -o markdown')).out).toBe(
      '| Group | Members |\n| --- | --- |\n| test | demo/aks-neu-1 |\n',
    );
  });

  it('rehearses a run in a made-up fleet without an app, and on the live fleet with it', async () => {
    file(
      'rehearsed.yaml',
      'stages: [{ name: canary, groups: [{ name: test }] }]\nmanagedClusterUpdate: { upgrade: { type: NodeImageOnly } }\n',
    );
    const madeUp = await commandLine(
      'rehearse -f rehearsed.yaml --members 3 --regions 2 --start-at 2026-03-02T08:00:00Z'.split(' '),
      {},
      folder,
    );
    expect([madeUp.code, madeUp.beside]).toEqual([0, '']);
    expect(madeUp.out).toMatch(/^Members +3$/m);
    expect(madeUp.out).toMatch(/^Plays +1: 1 Completed$/m);
    expect(madeUp.out).toMatch(/^canary {2}fleet\/aks-001 {2}Failed {2}2$/m);
    const live = await cli('rehearse --node-images Latest -o json');
    expect([live.code, live.beside]).toEqual([0, '']);
    expect(JSON.parse(live.out)).toMatchObject({ members: 5, peak: 1, outcomes: { Completed: 1 } });
  });

  it('rehearses gates: when somebody approves is said by --approve-after', async () => {
    file(
      'gated.yaml',
      `stages:
  - name: canary
    groups: [{ name: test }]
    beforeGates: [{ type: Approval, name: go }]
managedClusterUpdate: { upgrade: { type: NodeImageOnly } }
`,
    );
    const words = 'rehearse -f gated.yaml --members 3 --approve-after 2h';
    const { code, out } = await commandLine(words.split(' '), {}, folder);
    expect([code, out]).toEqual([0, expect.stringMatching(/^canary .* Gate go 2 h/m)]);
  });

  it('reads how long updates take from a file', async () => {
    const { value } = z
      .object({ value: z.array(z.looseObject({})) })
      .parse(JSON.parse((await cli('members list -o json')).out));
    file('inventory.json', JSON.stringify({ value: value.map((each) => ({ ...each, seconds: 6_000 })) }));
    const { code, out } = await cli('rehearse --node-images Latest --inventory inventory.json -o json');
    const { timeline } = z
      .object({ timeline: z.array(z.object({ startsAfter: z.number(), endsAfter: z.number() })) })
      .parse(JSON.parse(out));
    const shortest = Math.min(...timeline.map(({ startsAfter, endsAfter }) => endsAfter - startsAfter));
    expect([code, timeline.length, shortest > 4_400]).toEqual([0, value.length, true]);
  });

  it.each([
    ['--members 0', '--members must be a whole number from 1 to 2000, not 0.'],
    ['--fail 2', '--fail must be a share from 0% to 100%, not 2.'],
    ['--azure-down long', '--azure-down must be a time such as 90s, 30m, 2h or 1d, not long.'],
    ['--regions 2', '--regions goes with --members.'],
  ])('refuses to rehearse with %s, in words', async (options, words) => {
    const { code, beside } = await cli(`rehearse --node-images Latest ${options}`);
    expect([code, beside.trim()]).toEqual([2, words]);
  });

  it('applies strategies of a directory, and the second time there is nothing to do', async () => {
    file('strategies/standard.yaml', STANDARD);
    const first = await cli('strategies apply -f strategies --dry-run');
    expect([first.code, first.out]).toEqual([1, expect.stringContaining('create strategy standard')]);
    expect(await cli('strategies apply -f strategies')).toMatchObject({ code: 0 });
    const again = await cli('strategies apply -f strategies --dry-run');
    expect([again.code, again.out]).toEqual([0, '0 to change, 1 as they should be.\n']);
    expect((await cli('strategies list')).out).toMatch(/^Strategy {2}Stages.*\nstandard {2}canary/);
  });

  it('lists the audit log by subject, as many entries as are asked for over its pages', async () => {
    expect((await cli('audit list --subject strategies/standard')).out).toMatch(
      /^Time +Who +What +Of +Says\n\S+ \S+ +anonymous +StrategyCreated +strategies\/standard +Created strategy standard\.\n$/,
    );
    const all = z.object({ value: z.array(z.unknown()) });
    const whole = all.parse(JSON.parse((await cli('audit list --all -o json')).out));
    expect(whole.value.length).toBeGreaterThan(1);
    expect(all.parse(JSON.parse((await cli('audit list --top 1 -o json')).out)).value).toEqual([
      whole.value[0],
    ]);
    expect(await cli('audit list --top none')).toMatchObject({ code: 2 });
  });

  it('deletes by --prune what no file says, and nothing without', async () => {
    await system.ok('PUT', '/api/strategies/old', { stages: [{ name: 'a', groups: [{ name: 'b' }] }] });
    expect((await cli('strategies apply -f strategies')).out).toContain('0 to change');
    expect((await cli('strategies apply -f strategies --prune')).out).toContain('delete strategy old');
    expect((await system.call('GET', '/api/strategies/old')).status).toBe(404);
  });

  it('reads back the stages that it wrote for az fleet', async () => {
    const { out } = await cli('strategies export standard');
    file('stages.json', out);
    expect(await cli('strategies import copy --stages stages.json')).toMatchObject({ code: 0 });
    expect(JSON.parse((await cli('strategies export copy')).out)).toEqual(JSON.parse(out));
    expect(await cli('strategies delete copy')).toMatchObject({ code: 0 });
  });

  it('reads the approvals of az fleet, and writes them; what az fleet has not is said', async () => {
    const gate = (displayName: string) => [{ displayName, type: 'Approval' }];
    const groups = [{ name: 'test', afterGates: gate('ok') }];
    const stages = [{ name: 'canary', beforeGates: gate('Metrics are calm?'), groups }];
    file('gated-stages.json', JSON.stringify({ stages }));
    expect(await cli('strategies import gated --stages gated-stages.json')).toMatchObject({ code: 0 });
    expect(await system.ok('GET', '/api/strategies/gated')).toMatchObject({
      stages: [
        {
          beforeGates: [{ type: 'Approval', name: 'metrics-are-calm', instructions: 'Metrics are calm?' }],
          groups: [{ afterGates: [{ type: 'Approval', name: 'ok' }] }],
        },
      ],
    });
    const { out, beside } = await cli('strategies export gated');
    expect(JSON.parse(out)).toEqual({
      stages: [{ name: 'canary', beforeGates: gate('metrics-are-calm'), groups }],
    });
    expect(beside).toBe('az fleet has no instructions of gate metrics-are-calm: left out.\n');
    expect(await cli('strategies delete gated')).toMatchObject({ code: 0 });
  });

  it.each([
    ['no YAML', 'stages: [a', /wrong\.yaml:\d+:\d+: /],
    [
      'a field that is not known',
      `${STANDARD}    wait: 5\n`,
      /wrong\.yaml:4:\d+: \/stages\/0\/wait is not known/,
    ],
    [
      'a name with a space',
      'stages:\n  - name: a b\n    groups: [{ name: c }]\n',
      /wrong\.yaml:2:11: \/stages\/0\/name /,
    ],
  ])('tells line and column of %s, and applies nothing', async (_what, content, words) => {
    file('wrong/wrong.yaml', content);
    const { code, beside } = await cli('strategies apply -f wrong');
    expect([code, beside]).toEqual([2, expect.stringMatching(words)]);
    expect((await system.call('GET', '/api/strategies/wrong')).status).toBe(404);
  });

  it('tells line and column of what the app objects to in a run', async () => {
    file('run.yaml', 'managedClusterUpdate:\n  upgrade:\n    type: Sideways\n');
    const { code, beside } = await cli('plan -f run.yaml');
    expect([code, beside]).toEqual([2, expect.stringMatching(/^run\.yaml:3:\d+: /)]);
  });

  it.each([
    ['runs create Wrong_Name -f right.yaml', '/name must be'],
    ['plan -f right.yaml --fleet Nowhere!', '/fleets/0 '],
    ['plan -f right.yaml --kubernetes-version 1', '/managedClusterUpdate/upgrade/kubernetesVersion '],
  ])('blames no file for what a word of the call says: %s', async (words, objection) => {
    file('right.yaml', 'managedClusterUpdate: { upgrade: { type: NodeImageOnly } }\n');
    const { code, beside } = await cli(words);
    expect([code, beside]).toEqual([2, expect.stringContaining(objection)]);
    expect(beside).not.toContain('right.yaml');
  });

  it('creates, starts and watches a run, a line for each transition, and ends with 0', async () => {
    const { code, out, beside } = await system.whileTimePasses(
      cli('runs create first --strategy standard --node-images Latest --start --wait --interval 20ms'),
    );
    expect([code, out, beside]).toEqual([
      0,
      expect.stringMatching(/member demo\/aks-neu-1 Completed[\s\S]*Run first: Completed\./),
      expect.stringContaining('Run first was created and started.'),
    ]);
    // eslint-disable-next-line no-control-regex -- those must not be there
    expect(out + beside).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  it('rehearses with what the app has learnt of how long updates take', async () => {
    const { code, out } = await cli('rehearse --node-images Latest');
    const note = 'Updates of 4 members take what earlier ones took, a quarter more or less.';
    expect([code, out]).toEqual([0, expect.stringContaining(note)]);
  });

  it('ends with 4 for a run that was stopped, and 124 when its time is over', async () => {
    await system.assign({ rest: ['aks-weu-1'] });
    const stages = ['test', 'rest'].map((name) => ({ name, groups: [{ name }] }));
    const managedClusterUpdate = TO_1_33;
    await system.ok('POST', '/api/runs', { name: 'second', stages, managedClusterUpdate, start: true });
    const over = await cli('runs watch second --timeout 1ms');
    expect([over.code, over.beside]).toEqual([124, expect.stringContaining('Run second goes on')]);
    await system.clock.advance(MINUTE);
    expect((await cli('runs stop second')).out).toBe('Run second stops.\n');
    await system.until('second', ENDED);
    expect(await cli('runs watch second')).toMatchObject({ code: 4 });
  });

  it('leaves the run alone when interrupted, and says how to go on', async () => {
    const stages = [{ name: 's', groups: [{ name: 'rest' }] }];
    const managedClusterUpdate = TO_1_33;
    await system.ok('POST', '/api/runs', { name: 'third', stages, managedClusterUpdate, start: true });
    const environment = { FLEET_UPDATES_URL: system.system.origin };
    const { code, beside } = await commandLine(['runs', 'watch', 'third'], environment, folder, 'SIGINT');
    expect(beside).toContain('Watch it again: fleet-updates runs watch third');
    expect([code, (await system.run('third')).state]).toEqual([
      130,
      expect.stringMatching(/Pending|Running/),
    ]);
    expect((await system.until('third', ENDED)).state).toBe('Completed');
  });

  it('starts the plan that was shown, and nothing when it has changed since', async () => {
    const words = 'plan --strategy standard --kubernetes-version 1.34.0 --out plan.json';
    const { out } = await cli(words);
    expect(out.replace(/until \S+ \S+ UTC/, 'until …')).toMatchInlineSnapshot(`
      "Plan (kubernetesVersion 1.34.0)
      Stage   Group  Member          From    To      Images from                               Images to
      canary  test   demo/aks-neu-1  1.33.2  1.34.0  AKSUbuntu-2204gen2containerd-202508.12.0  AKSUbuntu-2204gen2containerd-202508.12.0

      Time
      Takes about 14 min: until … if it starts now. 1 member by earlier updates of the same cluster. Failures, maintenance windows of clusters and waits for other runs are not reckoned with.

      Findings
      Severity  Code              Finding
      warning   MembersInNoStage  This run does not update demo/aks-eus-1 (no group), demo/aks-eus-2 (no group), demo/aks-weu-1 (group "rest") and 1 more. Assign them to a group of the run, or add their groups to a stage.
      "
    `);
    await system.ok('PUT', '/api/strategies/standard', {
      stages: [{ name: 'canary', groups: [{ name: 'rest' }] }],
    });
    const changed = await cli('runs start fourth --plan plan.json');
    expect([changed.code, changed.beside]).toEqual([1, expect.stringContaining('The plan is not the one')]);
    expect((await system.call('GET', '/api/runs/fourth')).status).toBe(404);
    await cli(words);
    const started = await cli('runs start fourth --plan plan.json');
    expect([started.code, started.out]).toEqual([0, 'Run fourth was created and started.\n']);
    await system.until('fourth', ENDED);
    expect((await cli('runs show fourth')).out).toMatch(/^Run fourth: Completed\./);
  });

  it('starts a run by a signed delivery, once however often the job is tried', async () => {
    await system.ok('PUT', '/api/triggers/ci', {
      kind: 'webhook',
      strategy: 'standard',
      managedClusterUpdate: NODE_IMAGES,
      webhook: {
        authentication: [{ type: 'standardWebhooks', secrets: ['WEBHOOK_SECRET_CI'] }],
        allow: { name: true },
      },
    });
    const job = { TF_BUILD: 'True', BUILD_BUILDID: '5', FLEET_UPDATES_SECRET: SECRET };
    const deliver = () => cli('triggers deliver ci --body {"name":"release-7"} --wait --interval 20ms', job);
    const first = await system.whileTimePasses(deliver());
    const second = await system.whileTimePasses(deliver());
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(first.out + first.beside + second.out + second.beside).not.toContain(SECRET);
    const wrong = await cli('triggers deliver ci', { FLEET_UPDATES_SECRET: 'whsec_d3Jvbmc=' });
    expect([wrong.code, wrong.beside]).toEqual([7, expect.stringContaining('signature')]);
  });

  it('finds the run of the first try when a job is tried again', async () => {
    const job = { GITHUB_ACTIONS: 'true', GITHUB_RUN_ID: '77', GITHUB_JOB: 'nightly' };
    const words = 'runs create --strategy standard --node-images Latest';
    expect((await cli(words, job)).out).toBe('Run gh-77-nightly was created.\n');
    const again = await cli(words, { ...job, GITHUB_RUN_ATTEMPT: '2' });
    expect([again.code, again.beside]).toEqual([
      0,
      expect.stringContaining('An earlier try of this job created run gh-77-nightly'),
    ]);
    expect(await cli('runs create --strategy standard --kubernetes-version 1.33.2', job)).toMatchObject({
      code: 1,
    });
  });

  it('never prints the token', async () => {
    const told = await cli('runs show nothing --token very-secret');
    expect([told.code, told.out + told.beside]).toEqual([1, expect.not.stringContaining('very-secret')]);
    expect(await cli('members list --url http://example.com --token very-secret')).toMatchObject({ code: 2 });
  });

  it('reads url from the file of the working directory, and says what is wrong in it', async () => {
    file('fleet-updates.yaml', `url: ${system.system.origin}\n`);
    expect(await commandLine(['whoami'], {}, folder)).toMatchObject({ code: 0 });
    file('fleet-updates.yaml', `url: ${system.system.origin}\ntokn: a\n`);
    const { code, beside } = await commandLine(['whoami'], {}, folder);
    expect([code, beside]).toEqual([2, expect.stringContaining('fleet-updates.yaml:2:')]);
    rmSync(join(folder, 'fleet-updates.yaml'));
  });

  it.each([
    'runs list',
    'triggers list',
    'fleets list',
    'clusters list',
    'unused-events list',
    'webhook-secrets list',
    'whoami',
    'health',
    'runs events first',
    'runs show first',
  ])('answers %s as JSON too', async (words) => {
    const { code, out } = await cli(`${words} -o json`);
    expect([code, typeof JSON.parse(out)]).toEqual([0, 'object']);
  });

  it('completes in bash, by the script that it prints', () => {
    const program = `${process.execPath} ${process.cwd()}/dist/cli/fleet-updates.cjs`;
    const script = `fleet-updates() { ${program} "$@"; }
source <(fleet-updates completion bash)
complete -p fleet-updates
COMP_WORDS=(fleet-updates runs st) COMP_CWORD=2
_fleet_updates
echo "\${COMPREPLY[@]}"`;
    const said = execFileSync('bash', ['--norc', '-c', script], { encoding: 'utf8' });
    expect(said).toBe('complete -o default -F _fleet_updates fleet-updates\nstart stop\n');
  });

  it('completes nouns, verbs, options and their values', async () => {
    const said = async (words: string[]) =>
      (await commandLine(['__complete', ...words])).out.trim().split('\n');
    expect(await said(['ru'])).toEqual(['runs']);
    expect(await said(['runs', 'st'])).toEqual(['start', 'stop']);
    expect(await said(['runs', 'list', '-o', 'j'])).toEqual(['json']);
    expect(await said(['runs', 'start', '--pl'])).toEqual(['--plan']);
  });
});
