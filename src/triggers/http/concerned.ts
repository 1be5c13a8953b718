import { fleetsOfRun, fleetsOfTrigger } from '../../operations/access/fleetsConcerned.ts';
import type { App } from '../../ports/app.ts';

// The fleets that a call about one run or trigger concerns, for `fleets` of its route.

interface NamedCall {
  readonly app: App;
  readonly name: string;
}

/** Throws `NotFound`. */
export const ofRun = ({ app, name }: NamedCall) => fleetsOfRun(app, name);

/** Throws `NotFound`. */
export const ofTrigger = ({ app, name }: NamedCall) => fleetsOfTrigger(app, name);
