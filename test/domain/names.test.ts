import fc from 'fast-check';
import {
  fleetRunName,
  groupInstanceId,
  instanceIdsOf,
  revivedGroupInstanceId,
  runInstanceId,
  stageInstanceId,
} from '../../src/domain/names.ts';

const of = { runName: 'nightly', runId: 'r1', stage: 0, group: 0, fleet: 'demo', attempt: 1, slice: 0 };

describe('The name of a Fleet run', () => {
  it('is the same for the same place and attempt, so that a repeated create finds it', () => {
    expect(fleetRunName({ ...of })).toBe(fleetRunName(of));
  });

  it.each([{ runId: 'r2' }, { stage: 1 }, { group: 1 }, { fleet: 'edge' }, { attempt: 2 }, { slice: 1 }])(
    'differs with %j',
    (other) => {
      expect(fleetRunName({ ...of, ...other })).not.toBe(fleetRunName(of));
    },
  );

  it('tells stage 1, group 11 from stage 11, group 1', () => {
    expect(fleetRunName({ ...of, stage: 1, group: 11 })).not.toBe(
      fleetRunName({ ...of, stage: 11, group: 1 }),
    );
  });

  it("keeps to Fleet's pattern and length for every name of a run", () => {
    const runName = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,48}[a-z0-9])?$/);
    fc.assert(
      fc.property(runName, (name) => {
        const made = fleetRunName({ ...of, runName: name });
        expect(made).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
        expect(made.length).toBeLessThanOrEqual(50);
        expect(made.startsWith(`fu-${name.slice(0, 20)}`)).toBe(true);
      }),
    );
  });
});

describe('Instance ids', () => {
  const uuid = '0f8fad5b-d9cb-469f-a165-70867728950e';

  it('have room for the largest run within the 100 characters of Durable', () => {
    const group = groupInstanceId(stageInstanceId(runInstanceId(uuid, 9999, 9), 99), 49);
    expect(revivedGroupInstanceId(group).length).toBeLessThanOrEqual(100);
  });

  it('are those that the attempts, stages and groups of a run have, each once', () => {
    const attempts = [
      { number: 1, generation: 2 },
      { number: 2, generation: 1 },
    ];
    const ids = instanceIdsOf('r1', attempts, [2, 0]);
    const groups = ['s0g0', 's0g1', 's0g0r', 's0g1r'];
    const parts = (run: string) => [run, ...['s0', ...groups, 's1'].map((part) => `${run}:${part}`)];
    expect(ids).toEqual(['r1:1.1', 'r1:1.2', 'r1:2.1'].flatMap(parts));
    expect(ids).toContain(groupInstanceId(stageInstanceId(runInstanceId('r1', 1, 2), 0), 1));
  });

  it('are never the same for two places', () => {
    const ids = instanceIdsOf(
      'r1',
      [
        { number: 1, generation: 12 },
        { number: 11, generation: 2 },
      ],
      [12, 1, 0, 111],
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are none before the first start', () => {
    expect(instanceIdsOf('r1', [], [3])).toEqual([]);
  });
});
