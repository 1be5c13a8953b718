import { randomUUID } from 'node:crypto';
import { newStages } from '../fleet/runMembers.ts';
import { selectNodeImages } from '../fleet/selectNodeImages.ts';
import type { Fleet, UpdateRun } from '../state/fleetState.ts';
import { ArmError, badRequest } from './armError.ts';
import { freshResource, type ArmCall, type ArmResponse } from './armCall.ts';
import { checkName, fleetOf, required } from './names.ts';
import type { Route } from './route.ts';
import { updateRunJson } from './updateRunJson.ts';
import { checkStages, checkUpdate, updateRunBodySchema } from './updateRunBody.ts';

export const RUNS =
  '/subscriptions/{subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.ContainerService/fleets/{fleet}/updateRuns';
const RUN = `${RUNS}/{updateRun}`;

export const updateRunRoutes: readonly Route[] = [
  { operation: 'updateRuns.list', method: 'GET', path: RUNS, answer: list },
  { operation: 'updateRuns.get', method: 'GET', path: RUN, answer: get },
  { operation: 'updateRuns.put', method: 'PUT', path: RUN, answer: put },
  { operation: 'updateRuns.delete', method: 'DELETE', path: RUN, answer: remove },
];

export function findRun(call: ArmCall): UpdateRun {
  const id = `${fleetOf(call, 'updateRuns').id}/updateRuns/${call.parameter('updateRun')}`;
  return required(call.world.updateRuns.get(id), id);
}

function list(call: ArmCall): ArmResponse {
  return call.list(call.world.updateRuns.childrenOf(fleetOf(call, 'updateRuns').id), updateRunJson);
}

function get(call: ArmCall): ArmResponse {
  return { status: 200, json: updateRunJson(findRun(call)) };
}

/** New or not started: the status is built anew, with the members that the fleet has now, as recorded. */
function put(call: ArmCall): ArmResponse {
  const { world } = call;
  const fleet = fleetOf(call, 'updateRuns');
  const name = call.parameter('updateRun');
  const id = `${fleet.id}/updateRuns/${name}`;
  const existing = world.updateRuns.get(id);
  call.checkPreconditions(existing);
  checkName('updateRun', name);
  if (existing && (existing.starting || existing.status.state !== 'NotStarted')) {
    if (world.unknowns.putOfStartedRun === 'ignored') return { status: 200, json: updateRunJson(existing) };
    const message = `The update run '${name}' was started and cannot be changed.`;
    throw new ArmError(world.unknowns.wrongStateStatus, 'OperationNotAllowed', message);
  }
  const run = newRun(call, fleet, id, name);
  world.updateRuns.set(run);
  return { status: existing ? 200 : 201, json: updateRunJson(run) };
}

function newRun(call: ArmCall, fleet: Fleet, id: string, name: string): UpdateRun {
  const { world } = call;
  const { strategy, updateStrategyId, managedClusterUpdate } = call.body(updateRunBodySchema).properties;
  checkUpdate(managedClusterUpdate);
  if (strategy) checkStages(strategy.stages, world.unknowns);
  if (strategy && updateStrategyId !== undefined && world.unknowns.bothStrategies === 'refused') {
    throw badRequest('An update run takes updateStrategyId or strategy, not both.');
  }
  const stages =
    updateStrategyId === undefined
      ? strategy?.stages
      : required(world.strategies.get(updateStrategyId), updateStrategyId).stages;
  const run: UpdateRun = {
    ...freshResource(world, id, name),
    ...(updateStrategyId !== undefined && { updateStrategyId }),
    ...(stages && { strategy: { stages } }),
    managedClusterUpdate,
    status: { state: 'NotStarted' },
    stages: newStages(world, fleet.id, stages),
    starting: false,
    execution: randomUUID(),
  };
  if (world.unknowns.imagesSelected === 'atCreate') selectNodeImages(world, run);
  return run;
}

/** Accepted in every state, as recorded; what AKS is doing for the run goes on. */
function remove(call: ArmCall): ArmResponse {
  const { world } = call;
  const id = `${fleetOf(call, 'updateRuns').id}/updateRuns/${call.parameter('updateRun')}`;
  const run = world.updateRuns.get(id);
  if (!run) return { status: 204 };
  call.checkPreconditions(run);
  world.updateRuns.delete(id);
  return { status: 200 };
}
