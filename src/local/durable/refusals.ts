/**
 * Something that the engine will not do: it fails the orchestration with a text that names the pattern,
 * rather than being kinder than Azure, where most of these hang or give wrong data without a word.
 */
export class Refusal extends Error {
  constructor(pattern: string, hazard: string) {
    super(`The local Durable engine refuses ${pattern}: ${hazard}`);
    this.name = 'Refusal';
  }
}

const FIVE = 'it does activity, sub-orchestration, Task.all, timer and continue-as-new only.';

/** Action types of the SDK that are none of the five constructs. */
const otherConstructs = {
  1: 'callActivityWithRetry',
  3: 'callSubOrchestratorWithRetry',
  6: 'waitForExternalEvent',
  7: 'callEntity',
  8: 'callHttp',
  9: 'signalEntity',
  11: 'Task.any',
  13: 'lock (of entities)',
  14: 'the release of a lock (of entities)',
} as const;

export type OtherConstruct = keyof typeof otherConstructs;

export const refusal = {
  construct: (type: OtherConstruct) => new Refusal(otherConstructs[type], FIVE),
  reusedTask: () =>
    new Refusal(
      'a task that is yielded again inside another one, or put into two',
      'Azure schedules it once more, and later results go to the wrong tasks.',
    ),
  unknownActivity: (name: string) =>
    new Refusal(
      `a call of the activity '${name}', which is not registered`,
      'Azure swallows the error and the orchestration hangs.',
    ),
  unknownChild: (name: string) =>
    new Refusal(
      `a sub-orchestration '${name}', which is not registered`,
      'Azure swallows the error and the orchestration hangs.',
    ),
  childVersion: (name: string) =>
    new Refusal(`a version of the sub-orchestration '${name}'`, 'it has no versions of orchestrators.'),
  childIdOfEntity: (id: string) =>
    new Refusal(
      `the child instance id '${id}'`,
      'ids that start with @ are those of entities; in Azure the orchestration hangs.',
    ),
  childIdOfFamily: (id: string) =>
    new Refusal(
      `the child instance id '${id}', its own or its parent's`,
      'in Azure the orchestration hangs.',
    ),
  childIdInUse: (id: string) =>
    new Refusal(
      `the child instance id '${id}', which is in use`,
      'Azure would replace the running instance without a word.',
    ),
  longTimerCancelled: () =>
    new Refusal(
      'a timer over 6 days that is cancelled',
      'Azure fails the orchestration as non-deterministic once the first part of the timer has fired.',
    ),
};
