import { observedRuns } from '../../../src/azure/telemetry/observedRuns.ts';
import type { TelemetryEvent } from '../../../src/domain/run/telemetry.ts';
import type { RunStore } from '../../../src/ports/runStore.ts';
import { aFrozenRun, aRun, anAttempt, anEvent, at, newStores, present } from '../tables/samples.ts';

const started = anEvent({ type: 'AttemptStarted', time: at(1) });

async function observed() {
  const stores = newStores();
  const { key } = await aFrozenRun(stores);
  const events: TelemetryEvent[] = [];
  const audit: TelemetryEvent[] = [];
  const telemetry = {
    report: (event: TelemetryEvent) => void (event.event === 'audit' ? audit : events).push(event),
  };
  return { stores, key, events, audit, telemetry, ...observedRuns(stores, telemetry) };
}

it('Of twins that write the same end, the one that wins the race reports it', async () => {
  const { runs, key, events } = await observed();
  const read = present(await runs.group(key));
  const [first] = read.members;
  const member = {
    ...present(first).value,
    state: 'Completed' as const,
    startTime: at(2),
    completedTime: at(9),
  };
  const group = { ...read.group.value, attempt: 1, state: 'Completed' as const, completedTime: at(9) };
  const change = { group, members: [member], events: [anEvent({ stage: 'stage-0', time: at(9) })] };
  const written = [await runs.writeGroup(key, read, change), await runs.writeGroup(key, read, change)];
  expect(written).toEqual(['written', 'lost']);
  expect(events).toMatchObject([
    { event: 'memberEnded', run: 'weekly', stage: 'stage-0', member: 'aks-0000', durationSeconds: 7 },
    { event: 'groupEnded', run: 'weekly', group: 'group-0-0', state: 'Completed' },
  ]);
});

it('An attempt is reported when it begins, and when it ends, not at what is written in between', async () => {
  const { runs, events } = await observed();
  await runs.addAttempt(anAttempt(), started);
  const begun = present(await runs.attempt('run1'));
  await runs.writeAttempt({ ...begun, value: { ...begun.value, waitingFor: 'Run other.' } });
  const waiting = present(await runs.attempt('run1'));
  await runs.writeAttempt({ ...waiting, value: { ...waiting.value, endedAt: at(9), state: 'Stopped' } });
  expect(events).toMatchObject([
    { event: 'attemptStarted', run: 'weekly', attempt: 1 },
    { event: 'runEnded', run: 'weekly', state: 'Stopped', endTime: at(9) },
  ]);
});

it('A report that fails leaves what was written as written', async () => {
  const { stores, telemetry, events } = await observed();
  const unreadable: RunStore = { ...stores.runs, get: () => Promise.reject(new Error('Storage is away.')) };
  const warned = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  expect(
    await observedRuns({ ...stores, runs: unreadable }, telemetry).runs.addAttempt(anAttempt(), started),
  ).toBe('written');
  expect(warned).toHaveBeenCalledWith(expect.stringContaining('run1'), expect.any(Error));
  warned.mockRestore();
  expect(events).toEqual([]);
});

it('Each entry of a trail is told of as it is in the audit log, once by whoever wrote it: commands, deletions and changes', async () => {
  const { runs, commands, audit, key } = await observed();
  await runs.create(aRun({ runId: 'run2', name: 'other' }), anEvent({ actor: 'ann' }));
  await runs.create(aRun({ runId: 'run2', name: 'other' }), anEvent({ actor: 'ann' }));
  const stop = { attempt: 1, by: 'ben', at: at(2), reason: 'User' as const, message: 'Stop it.' };
  await commands.addStop('run1', stop);
  await commands.addStop('run1', { ...stop, by: 'eve' });
  await commands.addSkips('run1', [{ target: { type: 'Stage', name: 'stage-0' }, by: 'cid', at: at(3) }]);
  const read = present(await runs.group(key));
  const event = { type: 'FleetRunLeft', stage: 'stage-0', time: at(4), message: 'Went on.' } as const;
  await runs.writeGroup(key, read, { group: read.group.value, members: [], events: [event] });
  await runs.beginRemoval('run2', anEvent({ type: 'DeletionRequested', actor: 'dee', time: at(5) }));
  expect(audit.map((each) => 'actor' in each && [each.type, each.subject, each.actor])).toEqual([
    ['RunCreated', 'runs/other', 'ann'],
    ['StopRequested', 'runs/weekly', 'ben'],
    ['SkipRequested', 'runs/weekly', 'cid'],
    ['FleetRunLeft', 'runs/weekly', 'fleet-updates'],
    ['RunDeleted', 'runs/other', 'dee'],
  ]);
});
