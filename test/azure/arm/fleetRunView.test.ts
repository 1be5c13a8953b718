import type { UpdateRun, UpdateStage } from '@azure/arm-containerservicefleet';
import { toFleetRunView, toUpdateRun } from '../../../src/azure/arm/fleetRunView.ts';
import { isSameContent, type FleetRunContent } from '../../../src/domain/group/fleetRun.ts';

const OURS: FleetRunContent = {
  managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' }, nodeImageSelection: { type: 'Latest' } },
  group: 'west',
};

function answered(
  stages: UpdateStage[] | undefined,
  status?: NonNullable<UpdateRun['properties']>['status'],
) {
  const { managedClusterUpdate } = toUpdateRun(OURS).properties ?? {};
  if (!managedClusterUpdate) throw new Error('A Fleet run always has an update.');
  return toFleetRunView({
    name: 'r',
    eTag: '"1"',
    properties: { managedClusterUpdate, ...(stages && { strategy: { stages } }), ...(status && { status }) },
  });
}

it('is ours when it has the one stage with the one group, whatever the stage is called', () => {
  const run = answered([{ name: 'any', groups: [{ name: 'west' }] }]);
  expect(isSameContent(run.content, OURS)).toBe(true);
});

it.each<[string, UpdateStage[] | undefined]>([
  ['another group', [{ name: 'stage', groups: [{ name: 'east' }] }]],
  ['a group more', [{ name: 'stage', groups: [{ name: 'west' }, { name: 'east' }] }]],
  [
    'a stage more',
    [
      { name: 's1', groups: [{ name: 'west' }] },
      { name: 's2', groups: [] },
    ],
  ],
  ['a wait', [{ name: 'stage', groups: [{ name: 'west' }], afterStageWaitInSeconds: 60 }]],
  ['no strategy', undefined],
])('is somebody else’s when it has %s', (_, stages) => {
  expect(isSameContent(answered(stages).content, OURS)).toBe(false);
});

it('puts the members of all groups into one list', () => {
  const member = (name: string) => ({ name, clusterResourceId: `/c/${name}`, status: { state: 'Running' } });
  const { members } = answered(undefined, {
    stages: [
      { groups: [{ members: [member('a')] }, { name: 'nobody has it' }] },
      { groups: [{ members: [member('b'), member('c')] }] },
    ],
  });
  expect(members.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
});

it('was never started when Fleet gives no state, and has not ended when it gives one that is not known yet', () => {
  expect(answered(undefined).state).toBe('NotStarted');
  expect(answered(undefined, { status: { state: 'Hibernating' } }).state).toBe('Running');
});

it('gives a failed member without words an error all the same', () => {
  const status = { state: 'Failed', error: {} };
  const stages = [{ groups: [{ members: [{ name: 'a', status, message: 'Half way.' }] }] }];
  const [member] = answered(undefined, { stages }).members;
  expect(member?.error).toEqual({ code: 'UpgradeFailed', message: 'Half way.' });
});
