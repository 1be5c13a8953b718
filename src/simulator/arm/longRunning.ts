import { ArmError } from './armError.ts';
import type { ArmCall, ArmResponse } from './armCall.ts';
import type { Route } from './route.ts';

/** How long Fleet Manager takes, ms: as recorded. */
export const DURATIONS = {
  fleetPut: 300,
  memberPut: 7_300,
  memberDelete: 7_000,
  fleetDelete: 4_000,
  clusterPut: 203_000,
  clusterPower: 90_000,
  clusterDelete: 150_000,
} as const;

const OPERATIONS = '/subscriptions/{subscription}/providers/Microsoft.ContainerService/locations/{location}';
/** The whole operation may take so long before its lease is given up: as recorded. */
const LEASE = 6 * 3_600_000;

/** For Azure-AsyncOperation. Fleet Manager and AKS name different api-versions: as recorded. */
export function operationUrl(call: ArmCall, location: string, operation: string, apiVersion: string): string {
  return pollUrl(call, location, `operations/${operation}`, apiVersion);
}

/** For Location. */
export function resultUrl(call: ArmCall, location: string, operation: string, apiVersion: string): string {
  return pollUrl(call, location, `operationresults/${operation}`, apiVersion);
}

function pollUrl(call: ArmCall, location: string, tail: string, apiVersion: string): string {
  const subscription = call.parameter('subscription');
  const path = `/subscriptions/${subscription}/providers/Microsoft.ContainerService/locations/${location}/${tail}`;
  return `${call.request.origin}${path}?api-version=${apiVersion}`;
}

export const operationRoutes: readonly Route[] = [
  {
    operation: 'operations.get',
    method: 'GET',
    path: `${OPERATIONS}/operations/{operation}`,
    answer: getOperation,
  },
  {
    operation: 'operationResults.get',
    method: 'GET',
    path: `${OPERATIONS}/operationresults/{operation}`,
    answer: getResult,
  },
];

function getOperation(call: ArmCall): ArmResponse {
  const { id, startTime, endTime } = find(call);
  const status = endTime === undefined ? 'InProgress' : 'Succeeded';
  return { status: 200, json: JSON.stringify({ name: id, status, startTime, endTime }) };
}

function getResult(call: ArmCall): ArmResponse {
  const { id, startTime, endTime } = find(call);
  const location = resultUrl(
    call,
    call.parameter('location'),
    id,
    call.request.query.get('api-version') ?? '',
  );
  if (endTime !== undefined) return { status: 204, headers: { location } };
  const leasedUntil = new Date(Date.parse(startTime) + LEASE).toISOString();
  const progress = { currentStep: '' };
  const body = { name: id, status: 'InProgress', startTime, progress, leasedUntil, etag: id };
  return { status: 202, headers: { location }, json: JSON.stringify(body) };
}

function find(call: ArmCall) {
  const id = call.parameter('operation');
  const operation = call.world.operations.get(id);
  if (!operation) throw new ArmError(404, 'OperationNotFound', `Operation ${id} was not found.`);
  return operation;
}
