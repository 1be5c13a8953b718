import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commentOf } from '../../src/cli/step/comment.ts';
import { ENDED, TestSystem, TO_1_33, type RunAnswer } from '../support/testSystem.ts';
import { azureStep, gitHubStep } from './pipelines.ts';

let system: TestSystem;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fleet-updates-step-'));
  system = await TestSystem.start({});
  await system.assign({
    test: ['aks-neu-1'],
    rest: ['aks-weu-1'],
    proving: ['aks-eus-1'],
    held: ['aks-eus-2'],
  });
  const stages = ['test', 'rest'].map((name) => ({ name, groups: [{ name }] }));
  await system.ok('PUT', '/api/strategies/standard', { stages });
  const beforeGates = [{ type: 'Approval', name: 'go' }];
  const gated = [{ name: 'held', beforeGates, groups: [{ name: 'held' }] }];
  await system.ok('PUT', '/api/strategies/gated', { stages: gated });
  writeFileSync(join(folder, 'run.yaml'), 'strategy: standard\n');
});
afterAll(async () => {
  await system.close();
  rmSync(folder, { recursive: true });
});

const at = () => ({ url: system.system.origin, interval: '20ms' });
const job = (id: string) => ({ GITHUB_RUN_ID: id, GITHUB_JOB: 'nightly' });
const build = (id: string) => ({ BUILD_BUILDID: id, SYSTEM_STAGENAME: 'roll', SYSTEM_JOBNAME: 'nightly' });

const goOf = (run: RunAnswer) => run.stages[0]?.beforeGates?.[0];

describe('The GitHub action', () => {
  it('plans, as a comment and a summary, and starts just that plan to its end', async () => {
    const request = { file: 'run.yaml', 'node-images': 'Latest' };
    const planned = await gitHubStep(folder, { ...at(), command: 'plan', ...request }, job('1'));
    expect(planned).toMatchObject({ code: 0, outputs: { 'exit-code': '0' } });
    expect(planned.summary).toContain('| test | test | demo/aks-neu-1 |');
    expect(readFileSync(planned.outputs['comment'] ?? '', 'utf8')).toBe(planned.out);
    const plan = planned.outputs['plan'] ?? '';
    const started = await system.whileTimePasses(
      gitHubStep(folder, { ...at(), command: 'start', plan }, job('1')),
    );
    expect(started).toMatchObject({ code: 0, outputs: { run: 'gh-1-nightly', 'exit-code': '0' } });
    expect(started.summary).toContain('### Run gh-1-nightly: Completed.');
    expect(started.kept).toEqual({ began: 'true' });
  });

  it('stops its run after a cancel, if that was asked', async () => {
    const given = {
      ...at(),
      command: 'start',
      file: 'run.yaml',
      'kubernetes-version': '1.33.2',
      wait: 'false',
    };
    const started = await gitHubStep(folder, { ...given, 'stop-on-cancel': 'true' }, job('2'));
    expect(started).toMatchObject({ code: 0, kept: { began: 'true', run: 'gh-2-nightly' } });
    expect(await gitHubStep(folder, given, job('2'), { began: 'true' })).toMatchObject({ code: 0, out: '' });
    const stopped = await gitHubStep(folder, given, job('2'), started.kept);
    expect(stopped).toMatchObject({ code: 0, out: 'Run gh-2-nightly stops.\n' });
    expect(await system.until('gh-2-nightly', ENDED)).toMatchObject({ state: 'Stopped' });
  });

  it('ends with 5 at a gate, approves it in a step of its own, and watches the run to its end', async () => {
    const request = { strategy: 'gated', 'kubernetes-version': '1.33.2', 'until-gate': 'true' };
    const held = await system.whileTimePasses(
      gitHubStep(folder, { ...at(), command: 'start', ...request }, job('5')),
    );
    expect(held).toMatchObject({ code: 5, outputs: { run: 'gh-5-nightly', 'exit-code': '5' } });
    const approval = { command: 'approve', name: 'gh-5-nightly', gate: 'go', comment: 'Metrics are calm.' };
    const approved = await gitHubStep(folder, { ...at(), ...approval }, job('5'));
    expect(approved).toMatchObject({ code: 0, beside: '', outputs: { 'exit-code': '0' } });
    const watched = await system.whileTimePasses(
      gitHubStep(folder, { ...at(), command: 'watch', name: 'gh-5-nightly' }, job('5')),
    );
    expect(watched).toMatchObject({ code: 0, outputs: { 'exit-code': '0' } });
    expect(goOf(await system.run('gh-5-nightly'))).toMatchObject({
      state: 'Completed',
      decisions: [{ decision: 'Approved', comment: 'Metrics are calm.' }],
    });
    const again = await gitHubStep(folder, { ...at(), ...approval }, job('5'));
    expect([again.code, again.beside]).toEqual([1, expect.stringContaining('Gate go before stage held')]);
  });

  it("does not stop somebody else's run whose name it wanted", async () => {
    await system.ok('POST', '/api/runs', {
      name: 'taken',
      strategy: 'standard',
      managedClusterUpdate: TO_1_33,
    });
    const given = { command: 'start', name: 'taken', 'node-images': 'Latest', 'stop-on-cancel': 'true' };
    const refused = await gitHubStep(folder, { ...at(), ...given }, job('3'));
    expect(refused).toMatchObject({ code: 1, kept: { run: '' }, outputs: { 'exit-code': '1' } });
    const after = await gitHubStep(folder, { ...at(), ...given }, job('3'), refused.kept);
    expect(after).toMatchObject({ code: 0, out: '' });
  });

  it.each([
    ['a command that is not there', { command: 'dance' }, /^command is plan, start, watch or approve/],
    ['an approval without its gate', { command: 'approve', name: 'a' }, /^Say by `gate` which gate/],
    ['a word for yes that is none', { command: 'start', name: 'a', wait: 'yes' }, /^wait is true or false/],
    [
      'a name that would be a command to the runner',
      { command: 'watch', name: 'a\nrun=b' },
      /cannot be the name/,
    ],
  ])('refuses %s', async (_what, given, words) => {
    const strategy = { 'node-images': 'Latest', strategy: 'standard' };
    const { code, beside } = await gitHubStep(folder, { ...at(), ...strategy, ...given }, job('4'));
    expect([code, beside]).toEqual([2, expect.stringMatching(words)]);
  });
});

describe('The template of Azure Pipelines', () => {
  it('plans, starts and watches, and tells the agent of plan, run and summary', async () => {
    const request = {
      ...at(),
      connection: 'azure',
      file: 'run.yaml',
      kubernetesVersion: '1.33.2',
    };
    const planned = await azureStep(folder, { ...request, command: 'plan' }, build('1'));
    expect(planned.code).toBe(0);
    expect(planned.summary).toContain('### Plan');
    const plan = planned.outputs['FLEET_UPDATES_PLAN'] ?? '';
    const given = { ...at(), connection: 'azure', command: 'start', plan };
    const started = await system.whileTimePasses(azureStep(folder, given, build('1')));
    expect(started).toMatchObject({ code: 0, outputs: { FLEET_UPDATES_RUN: 'az-1-roll-nightly' } });
    expect(started.summary).toContain('### Run az-1-roll-nightly: Completed.');
    const watched = { ...at(), connection: 'azure', command: 'watch', name: 'az-1-roll-nightly' };
    expect(await azureStep(folder, watched, build('1'))).toMatchObject({ code: 0 });
  });

  it('promotes what the run before has proven, and finds that run when the job is tried again', async () => {
    const stages = [{ name: 'proving', groups: [{ name: 'proving' }] }];
    const managedClusterUpdate = TO_1_33;
    await system.ok('POST', '/api/runs', { name: 'staging', stages, managedClusterUpdate, start: true });
    expect(await system.until('staging', ENDED)).toMatchObject({ state: 'Completed' });
    const given = {
      ...at(),
      connection: 'azure',
      command: 'start',
      strategy: 'standard',
      versionsFrom: 'staging',
      wait: false,
    };
    const started = await azureStep(folder, given, build('3'));
    expect([started.code, started.beside]).toEqual([0, '']);
    expect(await system.run('az-3-roll-nightly')).toMatchObject({
      versionsFrom: { run: 'staging' },
      managedClusterUpdate: { upgrade: { kubernetesVersion: '1.33.2' } },
    });
    const again = await azureStep(folder, given, build('3'));
    expect([again.code, again.beside]).toEqual([0, expect.stringContaining('An earlier try')]);
    await system.until('az-3-roll-nightly', ENDED);
  });

  it('ends with 5 at a gate, which another step approves', async () => {
    const given = { ...at(), connection: 'azure' };
    const request = { strategy: 'gated', kubernetesVersion: '1.34.0', untilGate: true };
    const held = await system.whileTimePasses(
      azureStep(folder, { ...given, ...request, command: 'start' }, build('4')),
    );
    expect(held).toMatchObject({ code: 5, outputs: { FLEET_UPDATES_EXIT_CODE: '5' } });
    const name = held.outputs['FLEET_UPDATES_RUN'] ?? '';
    const approval = { ...given, command: 'approve', name, gate: 'go', comment: 'Calm.' };
    expect(await azureStep(folder, approval, build('4'))).toMatchObject({ code: 0, beside: '' });
    await system.until(name, ENDED);
    expect(goOf(await system.run(name))).toMatchObject({ decisions: [{ comment: 'Calm.' }] });
  });

  it('has a step that stops the run of a cancelled job, only if that was asked', async () => {
    const request = {
      ...at(),
      connection: 'azure',
      command: 'start',
      file: 'run.yaml',
      kubernetesVersion: '1.34.0',
    };
    const given = { ...request, wait: false, stopOnCancel: true };
    const started = await azureStep(folder, given, build('2'));
    expect(started).toMatchObject({ code: 0, kept: { FLEET_UPDATES_KEPT_RUN: 'az-2-roll-nightly' } });
    expect(await azureStep(folder, request, build('2'), started.kept)).toMatchObject({ code: 99 });
    const stopped = await azureStep(folder, given, build('2'), started.kept);
    expect(stopped).toMatchObject({ code: 0, out: 'Run az-2-roll-nightly stops.\n' });
    expect(await system.until('az-2-roll-nightly', ENDED)).toMatchObject({ state: 'Stopped' });
  });
});

it('A plan that is too long for a comment ends after a whole line, and says where the rest is', () => {
  const line = `| ${'x'.repeat(96)} |\n`;
  const comment = commentOf(line.repeat(1_000));
  expect(comment.length).toBeLessThan(65_536);
  expect(comment).toMatch(/x \|\n\n_This is not all/);
  expect(commentOf(line)).toBe(line);
  expect(commentOf(`<details>\n${line.repeat(1_000)}</details>`)).toContain('|\n\n</details>\n\n_This');
});
