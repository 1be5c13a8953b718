import { forbiddenActions } from '../../src/doctor/fleetActions.ts';

const START = 'Microsoft.ContainerService/fleets/updateRuns/start/action';
const DELETE = 'Microsoft.ContainerService/fleets/updateRuns/delete';
const may = (actions: readonly string[], notActions: readonly string[] = []) => ({ actions, notActions });

describe('The actions of a run at a fleet are', () => {
  it.each([
    ['allowed to an owner', [may(['*'])], []],
    ['allowed by a pattern', [may(['Microsoft.ContainerService/fleets/*'])], []],
    ['allowed in any case', [may(['microsoft.containerservice/FLEETS/*'])], []],
    ['allowed one by one', [may([START]), may([DELETE])], []],
    ['forbidden to nobody knows whom', [], [START, DELETE]],
    ['forbidden to a reader', [may(['*/read'])], [START, DELETE]],
    [
      'forbidden by what a role leaves out',
      [may(['*'], ['Microsoft.ContainerService/fleets/*/delete'])],
      [DELETE],
    ],
    ['allowed by one role though another leaves it out', [may(['*'], ['*/delete']), may([DELETE])], []],
    [
      'not allowed by a longer name',
      [may([`${START}s`, 'Microsoft.ContainerService/fleets'])],
      [START, DELETE],
    ],
    [
      'not allowed by a name in which the dot stands for anything',
      [may(['MicrosoftxContainerService/*'])],
      [START, DELETE],
    ],
  ])('%s', (_, permissions, forbidden) => {
    expect(forbiddenActions(permissions, [START, DELETE])).toEqual(forbidden);
  });
});
