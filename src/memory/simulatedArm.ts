import type { Clock } from '../clock/clock.ts';
import { DependencyError } from '../domain/errors.ts';
import { z } from 'zod';
import type { ArmRequest } from '../simulator/arm/armCall.ts';
import type { ArmService } from '../simulator/armService.ts';
import type { BeforeEffect } from './memoryTable.ts';

export interface ArmCallOptions {
  readonly ifMatch?: string;
  readonly ifNoneMatch?: string;
  readonly body?: object;
}

const problem = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** ARM as the ports in memory call it: straight into the simulator, without HTTP and without retries. */
export interface SimulatedArm {
  readonly clock: Clock;
  /** The JSON of a success; anything else is a DependencyError, with status 0 when no answer came. */
  call(method: string, path: string, apiVersion: string, options?: ArmCallOptions): Promise<unknown>;
  /** The same of a whole URL, whose origin does not matter. */
  send(method: string, url: URL, body: string): Promise<unknown>;
}

export function simulatedArm(
  service: ArmService,
  clock: Clock,
  before: BeforeEffect = () => Promise.resolve(),
): SimulatedArm {
  const origin = 'https://simulated.invalid';
  const serve = async (request: Omit<ArmRequest, 'origin' | 'pageSize'>) => {
    await before({ on: 'arm', operation: `${request.method} ${request.path}` });
    const outcome = service.serve({ ...request, origin, pageSize: Infinity }, () => true);
    if (outcome.kind !== 'answered') throw new DependencyError('NoAnswer', 'ARM does not answer.', 0);
    const { status, json } = outcome.response;
    const answer: unknown = json === undefined ? undefined : JSON.parse(json);
    if (status < 400) return answer;
    const { code, message } = problem.parse(answer).error;
    throw new DependencyError(code, message, status);
  };
  return {
    clock,
    call: (method, path, apiVersion, { ifMatch, ifNoneMatch, body } = {}) =>
      serve({
        method,
        path,
        query: new URLSearchParams({ 'api-version': apiVersion }),
        headers: { 'if-match': ifMatch, 'if-none-match': ifNoneMatch },
        body: body === undefined ? '' : JSON.stringify(body),
      }),
    send: (method, { pathname, searchParams }, body) =>
      serve({ method, path: decodeURIComponent(pathname), query: searchParams, headers: {}, body }),
  };
}

/** Lets so many milliseconds of the clock pass. */
export function sleep(clock: Clock, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    clock.at(clock.now() + milliseconds, resolve);
  });
}

export async function orAbsent<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof DependencyError && error.status === 404) return undefined;
    throw error;
  }
}
