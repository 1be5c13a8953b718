import { decideGroup } from '../../../src/domain/group/decideGroup.ts';
import type { GroupObservation, GroupStep } from '../../../src/domain/group/observation.ts';
import { hasEnded, STATES, type State } from '../../../src/domain/run/states.ts';
import {
  aFleetRun,
  aGroup,
  ago,
  aLock,
  aMember,
  anObservation,
  inFleet,
  NOW,
  RECORD,
  STARTED,
  STOP,
} from './builders.ts';

/** A decision in a few words, so that a row of a table reads as a sentence. */
function brief(step: GroupStep): string {
  if (step.kind === 'look') {
    return `look at ${step.look.what}${step.look.what === 'fleetRun' ? ` by ${step.look.by}` : ''}`;
  }
  const next = typeof step.next === 'string' ? step.next : `wait ${step.next.waitSeconds}`;
  return [step.change ? 'save' : '', step.act ? step.act.do : '', next].filter(Boolean).join(', ');
}

function change(step: GroupStep) {
  if (step.kind !== 'step' || !step.change) throw new Error(`No rows are written: ${brief(step)}`);
  return step.change;
}

const states = (step: GroupStep) =>
  Object.fromEntries(change(step).members.map((row) => [row.name, row.state]));

const withRun = (
  state: State,
  a: State,
  b: State,
  by: 'list' | 'get' = 'get',
): Partial<GroupObservation> => ({
  fleetRun: { by, run: aFleetRun(state, [inFleet('a', a), inFleet('b', b)]) },
});
const locked = { locks: [aLock('a'), aLock('b')] };

const CLOSED = {
  reason: 'FleetManager',
  message: 'Fleet Manager keeps it Pending and gives no reason.',
  since: ago(60),
};

describe('What a group does next', () => {
  const cases: [string, Partial<GroupObservation>, string][] = [
    ['ends when a later attempt owns it', { group: aGroup({ attempt: 2 }) }, 'ended'],
    ['takes up a new attempt', { group: aGroup({ attempt: 0 }) }, 'save, again'],
    ['stays ended', { group: aGroup({ finished: true }) }, 'ended'],
    ['looks at the locks before it takes them', {}, 'look at locks'],
    ['takes free locks', { locks: [] }, 'save, takeLocks, again'],
    [
      'takes the rest of the locks',
      { group: aGroup({ locked: true }), locks: [aLock('a')] },
      'save, takeLocks, again',
    ],
    ['waits for a foreign lock', { locks: [aLock('b', 'theirs')] }, 'save, wait 15'],
    [
      'names its Fleet run before it creates it',
      { group: aGroup({ locked: true }), ...locked },
      'save, again',
    ],
    ['looks for its Fleet run by GET', { group: aGroup({ fleetRuns: [RECORD] }) }, 'look at fleetRun by get'],
    [
      'creates a Fleet run that is not there',
      { group: aGroup({ fleetRuns: [RECORD] }), fleetRun: { by: 'get', run: undefined } },
      'createFleetRun, again',
    ],
    [
      'skips what the plan does not have',
      {
        group: aGroup({ fleetRuns: [RECORD] }),
        fleetRun: { by: 'get', run: aFleetRun('NotStarted', [inFleet('a'), inFleet('b'), inFleet('new')]) },
      },
      'skipMembers, wait 2',
    ],
    [
      'skips what an earlier attempt has done',
      {
        members: [aMember('a', 'Completed'), aMember('b')],
        group: aGroup({ fleetRuns: [RECORD] }),
        ...withRun('NotStarted', 'NotStarted', 'NotStarted'),
      },
      'skipMembers, wait 2',
    ],
    [
      'looks at the locks again before it starts',
      {
        group: aGroup({ fleetRuns: [RECORD], locked: true }),
        ...withRun('NotStarted', 'NotStarted', 'NotStarted'),
      },
      'look at locks',
    ],
    [
      'starts when skips and locks are right',
      {
        group: aGroup({ fleetRuns: [RECORD], locked: true }),
        ...withRun('NotStarted', 'NotStarted', 'NotStarted'),
        ...locked,
      },
      'save, startFleetRun, wait 15',
    ],
    [
      'does not start with a lock lost',
      {
        group: aGroup({ fleetRuns: [RECORD], locked: true }),
        ...withRun('NotStarted', 'NotStarted', 'NotStarted'),
        locks: [aLock('a'), aLock('b', 'theirs')],
      },
      'save, releaseLocks, wait 15',
    ],
    [
      'does not start once a stop is written',
      {
        commands: { stop: STOP, skips: [] },
        group: aGroup({ fleetRuns: [RECORD], locked: true }),
        ...withRun('NotStarted', 'NotStarted', 'NotStarted'),
        ...locked,
      },
      'deleteFleetRun, again',
    ],
    [
      'deletes a Fleet run with nothing left to update',
      {
        members: [aMember('a', 'Skipped'), aMember('b', 'Completed')],
        group: aGroup({ fleetRuns: [RECORD] }),
        ...withRun('NotStarted', 'Skipped', 'NotStarted'),
      },
      'deleteFleetRun, again',
    ],
    [
      'gives a start a minute to show',
      {
        group: aGroup({ fleetRuns: [{ ...RECORD, startedAt: ago(20) }], locked: true }),
        ...withRun('NotStarted', 'NotStarted', 'NotStarted', 'list'),
      },
      'wait 15',
    ],
    [
      'starts again what stays NotStarted',
      {
        group: aGroup({ fleetRuns: [{ ...RECORD, startedAt: ago(61) }], locked: true }),
        ...withRun('NotStarted', 'NotStarted', 'NotStarted'),
        ...locked,
      },
      'save, startFleetRun, wait 15',
    ],
    ['observes by LIST', { group: aGroup({ fleetRuns: [STARTED] }) }, 'look at fleetRun by list'],
    [
      'waits while nothing moves',
      {
        members: [aMember('a', 'Running'), aMember('b')],
        group: aGroup({ fleetRuns: [STARTED], movedAt: ago(400) }),
        ...withRun('Running', 'Running', 'NotStarted', 'list'),
      },
      'wait 60',
    ],
    [
      'believes a LIST that a member runs',
      { group: aGroup({ fleetRuns: [STARTED] }), ...withRun('Running', 'Running', 'NotStarted', 'list') },
      'save, wait 15',
    ],
    [
      'asks again before it believes a LIST that a member has ended',
      { group: aGroup({ fleetRuns: [STARTED] }), ...withRun('Running', 'Completed', 'Running', 'list') },
      'look at fleetRun by get',
    ],
    [
      'asks again before it believes a LIST without the run',
      { group: aGroup({ fleetRuns: [STARTED] }), fleetRun: { by: 'list', run: undefined } },
      'look at fleetRun by get',
    ],
    [
      'asks again before it acts on a LIST',
      {
        commands: { stop: STOP, skips: [] },
        members: [aMember('a', 'Running'), aMember('b')],
        group: aGroup({ fleetRuns: [STARTED] }),
        ...withRun('Running', 'Running', 'NotStarted', 'list'),
      },
      'look at fleetRun by get',
    ],
    [
      'stops a running Fleet run',
      {
        commands: { stop: STOP, skips: [] },
        members: [aMember('a', 'Running'), aMember('b')],
        group: aGroup({ fleetRuns: [STARTED] }),
        ...withRun('Running', 'Running', 'NotStarted'),
      },
      'stopFleetRun, wait 15',
    ],
    [
      'stops a Fleet run that waits for a window',
      {
        commands: { stop: STOP, skips: [] },
        members: [aMember('a', 'Pending', { waiting: CLOSED }), aMember('b')],
        group: aGroup({ fleetRuns: [STARTED], state: 'Pending', waiting: CLOSED }),
        ...withRun('Pending', 'Pending', 'NotStarted'),
      },
      'stopFleetRun, wait 15',
    ],
    [
      'lets a stopping Fleet run finish its member',
      {
        commands: { stop: STOP, skips: [] },
        members: [aMember('a', 'Running'), aMember('b')],
        group: aGroup({ fleetRuns: [STARTED], state: 'Stopping' }),
        ...withRun('Stopping', 'Running', 'NotStarted'),
      },
      'wait 15',
    ],
    [
      'skips what joins a Fleet run after its start',
      {
        members: [aMember('a', 'Running'), aMember('b')],
        group: aGroup({ fleetRuns: [STARTED] }),
        fleetRun: {
          by: 'get',
          run: aFleetRun('Running', [inFleet('a', 'Running'), inFleet('b'), inFleet('new')]),
        },
      },
      'skipMembers, wait 15',
    ],
    [
      'passes a skip on to a started Fleet run',
      {
        commands: { skips: [{ target: { type: 'Member', name: 'b' }, by: 'ann', at: NOW }] },
        members: [aMember('a', 'Running'), aMember('b')],
        group: aGroup({ fleetRuns: [STARTED] }),
        ...withRun('Running', 'Running', 'NotStarted'),
      },
      'skipMembers, wait 15',
    ],
    [
      'stores the result of an ended Fleet run',
      { group: aGroup({ fleetRuns: [STARTED] }), ...withRun('Completed', 'Completed', 'Completed') },
      'save, again',
    ],
    [
      'then deletes the Fleet run',
      {
        members: [aMember('a', 'Completed'), aMember('b', 'Completed')],
        group: aGroup({ fleetRuns: [{ ...STARTED, result: 'Completed' }] }),
        ...withRun('Completed', 'Completed', 'Completed'),
      },
      'deleteFleetRun, again',
    ],
    [
      'stops a Fleet run that somebody started again after its result was stored',
      {
        members: [aMember('a', 'Failed'), aMember('b')],
        commands: { stop: STOP, skips: [] },
        group: aGroup({ fleetRuns: [{ ...STARTED, result: 'Failed' }] }),
        ...withRun('Running', 'Running', 'NotStarted'),
      },
      'stopFleetRun, wait 15',
    ],
    [
      'closes the record once the Fleet run is gone',
      {
        members: [aMember('a', 'Completed'), aMember('b', 'Completed')],
        group: aGroup({ fleetRuns: [{ ...STARTED, result: 'Completed' }] }),
        fleetRun: { by: 'get', run: undefined },
      },
      'save, again',
    ],
    [
      'writes a stop when a member has failed',
      {
        members: [aMember('a', 'Failed'), aMember('b')],
        group: aGroup({ fleetRuns: [STARTED], error: FAILED() }),
      },
      'writeStop, again',
    ],
    [
      'writes a stop when its Fleet run was stopped elsewhere',
      { group: aGroup({ fleetRuns: [{ ...STARTED, result: 'Stopped', deleted: true }] }) },
      'writeStop, again',
    ],
    [
      'ends at once on a stop that came before anything',
      { commands: { stop: STOP, skips: [] } },
      'save, ended',
    ],
    [
      'looks at its locks before it releases them',
      { members: [aMember('a', 'Completed')], group: aGroup({ locked: true }) },
      'look at locks',
    ],
    [
      'releases the locks of updated members without asking AKS',
      { members: [aMember('a', 'Completed')], group: aGroup({ locked: true }), locks: [aLock('a')] },
      'save, releaseLocks, again',
    ],
    [
      'asks AKS before it releases the lock of a failed member',
      {
        commands: { stop: STOP, skips: [] },
        members: [aMember('a', 'Failed')],
        group: aGroup({ locked: true }),
        locks: [aLock('a')],
      },
      'look at clusters',
    ],
    [
      'keeps the lock while AKS upgrades',
      {
        commands: { stop: STOP, skips: [] },
        members: [aMember('a', 'Failed')],
        group: aGroup({ locked: true }),
        locks: [aLock('a')],
        clusters: new Map([[aMember('a').clusterResourceId.toLowerCase(), 'Busy']]),
      },
      'save, wait 15',
    ],
    [
      'releases it when the cluster is gone',
      {
        commands: { stop: STOP, skips: [] },
        members: [aMember('a', 'Failed')],
        group: aGroup({ locked: true }),
        locks: [aLock('a')],
        clusters: new Map([[aMember('a').clusterResourceId.toLowerCase(), 'Gone']]),
      },
      'save, releaseLocks, again',
    ],
    [
      'ends when its locks are released',
      { members: [aMember('a', 'Completed')], group: aGroup({ locked: true }), locks: [] },
      'save, ended',
    ],
  ];

  it.each(cases)('%s', (_, observed, expected) => {
    expect(brief(decideGroup(anObservation(observed)))).toBe(expected);
  });
});

function FAILED() {
  return { code: 'OperationNotAllowed', message: 'Another operation is in progress.' };
}

describe('A group that takes up a new attempt', () => {
  it('keeps what is done and starts the rest afresh', () => {
    const members = [
      aMember('done', 'Completed', { completedTime: ago(1000) }),
      aMember('out', 'Skipped'),
      aMember('bad', 'Failed', { error: FAILED(), startTime: ago(900) }),
      aMember('cut', 'Stopped'),
      aMember('new'),
    ];
    const step = decideGroup(
      anObservation({ attempt: 2, members, group: aGroup({ finished: true, state: 'Failed' }) }),
    );
    expect(states(step)).toEqual({ bad: 'NotStarted', cut: 'NotStarted' });
    expect(change(step).members.find(({ name }) => name === 'bad')).not.toHaveProperty('error');
    expect(change(step).group).toMatchObject({ attempt: 2, state: 'Running', finished: false });
    expect(change(step).group.counts).toEqual({ Completed: 1, Skipped: 1, NotStarted: 3 });
  });

  it('cleans up a Fleet run that an earlier attempt left before anything else', () => {
    const left = decideGroup(anObservation({ attempt: 2, group: aGroup({ fleetRuns: [STARTED] }) }));
    expect(change(left).group.fleetRuns).toEqual([{ ...STARTED, result: 'Withdrawn' }]);
    const step = decideGroup(
      anObservation({
        group: aGroup({ fleetRuns: [{ ...STARTED, result: 'Withdrawn' }] }),
        ...withRun('Running', 'Running', 'NotStarted'),
      }),
    );
    expect(brief(step)).toBe('stopFleetRun, wait 15');
  });
});

describe('A group that waits for a lock', () => {
  const waiting = aGroup({
    state: 'Pending',
    locked: true,
    waitingFor: 'Waits for run weekly, which holds cluster b.',
    waitingSince: ago(700),
    movedAt: ago(700),
  });

  it('is Pending and names the run it waits for, since when', () => {
    const { group } = change(decideGroup(anObservation({ locks: [aLock('b', 'theirs')] })));
    expect(group).toMatchObject({
      state: 'Pending',
      waitingFor: 'Waits for run weekly, which holds cluster b.',
      waitingSince: NOW,
    });
  });

  it('gives its own locks back at once, and keeps its pace', () => {
    const locks = [aLock('a'), aLock('b', 'theirs')];
    const { locked: isLocked } = waiting;
    const news = decideGroup(anObservation({ group: aGroup({ locked: isLocked }), locks }));
    expect(brief(news)).toBe('save, releaseLocks, wait 15');
    const told = decideGroup(anObservation({ group: waiting, locks }));
    expect(brief(told)).toBe('save, releaseLocks, wait 60');
    expect(change(told).group).toEqual({ ...waiting, version: 4, counts: { NotStarted: 2 } });
    const free = { group: waiting, locks: [aLock('b', 'theirs')] };
    expect(brief(decideGroup(anObservation(free)))).toBe('wait 60');
  });

  it('keeps them while a start that was asked for may still show', () => {
    const group = { ...waiting, fleetRuns: [{ ...RECORD, startedAt: ago(61) }] };
    const step = anObservation({
      group,
      locks: [aLock('a'), aLock('b', 'theirs')],
      ...withRun('NotStarted', 'NotStarted', 'NotStarted'),
    });
    expect(brief(decideGroup(step))).toBe('wait 60');
  });

  it('runs again once all are its own', () => {
    const { group } = change(decideGroup(anObservation({ group: waiting, ...locked })));
    expect(group.state).toBe('Running');
    expect(group).not.toHaveProperty('waitingFor');
  });
});

describe('What a group makes of its Fleet run', () => {
  const started = { group: aGroup({ fleetRuns: [STARTED], locked: true }) };

  it.each(
    STATES.filter((state) => !hasEnded(state)).flatMap((known) =>
      STATES.map((said) => [known, said] as const),
    ),
  )('a member known as %s of which it says %s', (known, said) => {
    const step = decideGroup(
      anObservation({
        ...started,
        members: [aMember('a', known)],
        fleetRun: { by: 'get', run: aFleetRun('Running', [inFleet('a', said)]) },
      }),
    );
    const seen = step.kind === 'step' ? step.change?.members[0]?.state : undefined;
    expect(seen ?? known).toBe(said === 'NotStarted' ? known : said);
  });

  it.each(['Completed', 'Failed', 'Skipped', 'Stopped'] as const)(
    'a member that is %s never goes back',
    (ended) => {
      const step = decideGroup(
        anObservation({
          ...started,
          commands: { skips: [], stop: STOP },
          members: [aMember('a', ended)],
          ...withRun('Running', 'Running', 'Running'),
        }),
      );
      expect(step.kind === 'step' && step.change?.members).toBeFalsy();
    },
  );

  it('members that it never reached stay NotStarted, those that it left half-way are Stopped', () => {
    const step = decideGroup(
      anObservation({
        ...started,
        commands: { skips: [], stop: STOP },
        members: [aMember('a'), aMember('b', 'Pending'), aMember('c', 'Running')],
        fleetRun: {
          by: 'get',
          run: aFleetRun('Stopped', [inFleet('a'), inFleet('b', 'Pending'), inFleet('c', 'Completed')]),
        },
      }),
    );
    expect(states(step)).toEqual({ b: 'Stopped', c: 'Completed' });
  });

  it('a failure without an error of its own gets a code', () => {
    const step = decideGroup(
      anObservation({
        ...started,
        fleetRun: {
          by: 'get',
          run: aFleetRun('Failed', [inFleet('a', 'Failed', { message: 'boom' }), inFleet('b')]),
        },
      }),
    );
    expect(change(step).members[0]).toMatchObject({
      state: 'Failed',
      error: { code: 'UpgradeFailed', message: 'boom' },
    });
  });

  it('members that it left out though nothing stopped it are ended, so that none is given Fleet runs without end', () => {
    const step = decideGroup(
      anObservation({
        ...started,
        members: [aMember('a', 'Running'), aMember('b'), aMember('c', 'Pending')],
        fleetRun: { by: 'get', run: aFleetRun('Completed', [inFleet('a', 'Completed'), inFleet('b')]) },
      }),
    );
    expect(states(step)).toEqual({ a: 'Completed', b: 'Failed', c: 'Stopped' });
    const gone = decideGroup(
      anObservation({
        ...started,
        members: [aMember('a', 'Running'), aMember('b')],
        fleetRun: { by: 'get', run: aFleetRun('Completed', [inFleet('a', 'Completed')]) },
      }),
    );
    expect(states(gone)).toEqual({ a: 'Completed', b: 'Skipped' });
    expect(change(gone).members[1]?.message).toMatch(/^MemberMoved: b /);
  });

  describe('that is not found', () => {
    const members = [aMember('a', 'Completed'), aMember('b', 'Running')];
    const look = (absentSince: string | undefined, unlisted?: true) => {
      const record = { ...STARTED, ...(absentSince !== undefined && { absentSince }) };
      const fleetRun = { by: 'get' as const, run: undefined, ...(unlisted && { unlisted }) };
      return decideGroup(
        anObservation({ members, group: aGroup({ fleetRuns: [record], locked: true }), fleetRun }),
      );
    };

    it('is not believed to be gone by one look: it is looked for again later, and then in the list', () => {
      const first = look(undefined);
      expect(change(first)).toMatchObject({ members: [], group: { fleetRuns: [{ absentSince: NOW }] } });
      expect(first).toMatchObject({ next: { waitSeconds: 60 } });
      expect(brief(look(ago(20), true))).toBe('wait 40');
      expect(look(ago(60))).toMatchObject({ kind: 'look', look: { what: 'absence' } });
    });

    it('fails its unfinished members when looks and list agree: somebody deleted it', () => {
      const step = look(ago(60), true);
      expect(states(step)).toEqual({ b: 'Failed' });
      expect(change(step).members[0]?.error?.code).toBe('FleetRunGone');
    });

    it('and then is there again is followed as if nothing had been', () => {
      const group = aGroup({ fleetRuns: [{ ...STARTED, absentSince: ago(15) }], locked: true });
      const run = aFleetRun('Running', [inFleet('a'), inFleet('b', 'Running')]);
      const step = decideGroup(anObservation({ members, group, fleetRun: { by: 'get', run } }));
      expect(change(step)).toMatchObject({ members: [], group: { fleetRuns: [STARTED] } });
      expect(change(step).group.fleetRuns[0]).not.toHaveProperty('absentSince');
    });
  });

  it('other content under our name is an error, and is not touched', () => {
    const run = aFleetRun('NotStarted', [], {
      content: {
        managedClusterUpdate: { upgrade: { type: 'Full', kubernetesVersion: '1.33.0' } },
        group: 'canary',
      },
    });
    const step = decideGroup(
      anObservation({ group: aGroup({ fleetRuns: [RECORD] }), fleetRun: { by: 'get', run } }),
    );
    expect(brief(step)).toBe('save, again');
    expect(change(step).group).toMatchObject({
      error: { code: 'FleetRunConflict' },
      fleetRuns: [],
    });
  });

  it('a member that left the group after the plan was made is skipped, and said so', () => {
    const step = decideGroup(
      anObservation({
        group: aGroup({ fleetRuns: [RECORD] }),
        fleetRun: { by: 'get', run: aFleetRun('NotStarted', [inFleet('a')]) },
      }),
    );
    expect(states(step)).toEqual({ b: 'Skipped' });
    expect(change(step).members[0]?.message).toMatch(/^MemberMoved: b left/);
  });

  it('started by somebody else it is followed while all locks are ours, and stopped otherwise', () => {
    const observed = {
      group: aGroup({ fleetRuns: [RECORD], locked: true }),
      ...withRun('Running', 'Running', 'NotStarted'),
    };
    expect(brief(decideGroup(anObservation(observed)))).toBe('look at locks');
    expect(brief(decideGroup(anObservation({ ...observed, ...locked })))).toBe('save, again');
    expect(brief(decideGroup(anObservation({ ...observed, locks: [aLock('a')] })))).toBe(
      'save, stopFleetRun, wait 15',
    );
  });

  it('a skip that came too late is said once', () => {
    const skips = [{ target: { type: 'Member', name: 'a' }, by: 'ann', at: ago(1) }] as const;
    const members = [aMember('a', 'Running'), aMember('b')];
    const observed = {
      ...started,
      members,
      commands: { skips },
      ...withRun('Running', 'Running', 'NotStarted'),
    };
    const step = decideGroup(anObservation(observed));
    expect(change(step).events.map(({ type }) => type)).toEqual(['SkipCameTooLate']);
    const told = { ...observed, members: [aMember('a', 'Running', { skipCameTooLate: true }), aMember('b')] };
    expect(brief(decideGroup(anObservation(told)))).toBe('wait 15');
  });
});

describe('How a group ends', () => {
  const ends: [string, Partial<GroupObservation>, State][] = [
    ['all members updated', { members: [aMember('a', 'Completed'), aMember('b', 'Skipped')] }, 'Completed'],
    ['all members skipped', { members: [aMember('a', 'Skipped')] }, 'Skipped'],
    ['no members', { members: [] }, 'Skipped'],
    ['a member failed', { members: [aMember('a', 'Failed'), aMember('b')] }, 'Failed'],
    ['stopped half-way', { members: [aMember('a', 'Completed'), aMember('b')] }, 'Stopped'],
    ['stopped before anything', { members: [aMember('a'), aMember('b')] }, 'NotStarted'],
    ['refused by Fleet', { group: aGroup({ error: FAILED() }), members: [aMember('a')] }, 'Failed'],
  ];

  it.each(ends)('%s', (_, observed, state) => {
    const step = decideGroup(anObservation({ commands: { stop: STOP, skips: [] }, ...observed }));
    expect(change(step).group).toMatchObject({ state, finished: true });
  });

  it('writes what changed into the audit trail', () => {
    const step = decideGroup(anObservation({ members: [aMember('a', 'Completed')] }));
    expect(change(step).events).toEqual([
      {
        time: NOW,
        attempt: 1,
        stage: 'first',
        group: 'canary',
        type: 'GroupStateChanged',
        from: 'Running',
        to: 'Completed',
        message: 'Group canary is Completed.',
      },
    ]);
  });
});
