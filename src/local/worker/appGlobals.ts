import process from 'node:process';
import { compileFunction } from 'node:vm';
import { z } from 'zod';
import type { Clock } from '../../clock/clock.ts';
import type { AppTimers } from './appTimers.ts';

/** What the app sees in place of the globals of these names. */
export interface AppGlobals {
  readonly process: object;
  readonly Date: unknown;
  readonly setTimeout: unknown;
  readonly clearTimeout: unknown;
  readonly setInterval: unknown;
  readonly clearInterval: unknown;
}

/** `settings` are the app's environment, but for PATH and HOME, which tools that it may start (`az`) need. */
export function appGlobals(
  settings: Readonly<Record<string, string>>,
  clock: Clock,
  timers: AppTimers,
): AppGlobals {
  return {
    process: processWith(settings),
    Date: dateOf(clock),
    setTimeout: timers.setTimeout,
    clearTimeout: timers.clear,
    setInterval: timers.setInterval,
    clearInterval: timers.clear,
  };
}

function processWith(settings: Readonly<Record<string, string>>): object {
  const { PATH, HOME } = process.env;
  const env = { ...(PATH !== undefined && { PATH }), ...(HOME !== undefined && { HOME }), ...settings };
  return new Proxy(process, {
    get: (target, key): unknown => {
      const value: unknown = key === 'env' ? env : Reflect.get(target, key);
      return value;
    },
  });
}

const anyObject = z.custom<object>((value) => typeof value === 'object');
const anyDate = z.custom<DateConstructor>((value) => typeof value === 'function');

/**
 * The Date of the realm in which apps are evaluated, but for "now": `instanceof` holds for dates from Node's own
 * modules too. A test runner may run the host itself in another realm.
 */
function dateOf(clock: Clock): DateConstructor {
  const realmDate = anyDate.parse(Reflect.apply(compileFunction('return Date'), undefined, []));
  const now = () => clock.now();
  return new Proxy(realmDate, {
    construct: (target, args, newTarget) => {
      const made: unknown = Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget);
      return anyObject.parse(made);
    },
    apply: (target) => new target(now()).toString(),
    get: (target, key): unknown => {
      const value: unknown = key === 'now' ? now : Reflect.get(target, key);
      return value;
    },
  });
}
