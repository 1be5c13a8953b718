import { z } from 'zod';
import type { Strategy } from '../state/fleetState.ts';
import { freshResource, systemData, type ArmCall, type ArmResponse } from './armCall.ts';
import { checkName, fleetOf, required } from './names.ts';
import type { Route } from './route.ts';
import { checkStages, stagesBodySchema } from './updateRunBody.ts';

const STRATEGIES =
  '/subscriptions/{subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.ContainerService/fleets/{fleet}/updateStrategies';
const STRATEGY = `${STRATEGIES}/{strategy}`;

const putSchema = z.object({ properties: z.object({ strategy: stagesBodySchema }) });

export const updateStrategyRoutes: readonly Route[] = [
  { operation: 'updateStrategies.list', method: 'GET', path: STRATEGIES, answer: list },
  { operation: 'updateStrategies.get', method: 'GET', path: STRATEGY, answer: get },
  { operation: 'updateStrategies.put', method: 'PUT', path: STRATEGY, answer: put },
  { operation: 'updateStrategies.delete', method: 'DELETE', path: STRATEGY, answer: remove },
];

function idOf(call: ArmCall): string {
  return `${fleetOf(call, 'updateStrategies').id}/updateStrategies/${call.parameter('strategy')}`;
}

function list(call: ArmCall): ArmResponse {
  return call.list(call.world.strategies.childrenOf(fleetOf(call, 'updateStrategies').id), toJson);
}

function get(call: ArmCall): ArmResponse {
  return { status: 200, json: toJson(required(call.world.strategies.get(idOf(call)), idOf(call))) };
}

function put(call: ArmCall): ArmResponse {
  const { world } = call;
  const id = idOf(call);
  const existing = world.strategies.get(id);
  call.checkPreconditions(existing);
  checkName('updateStrategy', call.parameter('strategy'));
  const { stages } = call.body(putSchema).properties.strategy;
  checkStages(stages, world.unknowns);
  const strategy = { ...freshResource(world, id, call.parameter('strategy')), stages };
  world.strategies.set(strategy);
  return { status: existing ? 200 : 201, json: toJson(strategy) };
}

/** Also when runs were made from it, as recorded. */
function remove(call: ArmCall): ArmResponse {
  const strategy = call.world.strategies.get(idOf(call));
  if (!strategy) return { status: 204 };
  call.checkPreconditions(strategy);
  call.world.strategies.delete(strategy.id);
  return { status: 200 };
}

function toJson(strategy: Strategy): string {
  const { eTag, id, name, stages } = strategy;
  return JSON.stringify({
    eTag,
    id,
    name,
    properties: { provisioningState: 'Succeeded', strategy: { stages } },
    systemData: systemData(strategy),
    type: 'Microsoft.ContainerService/fleets/updateStrategies',
  });
}
