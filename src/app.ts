import type { Settings } from './contracts/settings.ts';
import type { AppPorts } from './ports/appPorts.ts';
import { registerDurable } from './triggers/durable/registerDurable.ts';
import { registerEventGrid } from './triggers/eventgrid/registerEventGrid.ts';
import { registerHttp } from './triggers/http/registerHttp.ts';
import { registerTimers } from './triggers/timer/registerTimers.ts';

/** Registers everything that Azure Functions is to call. */
export function registerApp(ports: AppPorts, settings: Settings): void {
  registerDurable(ports);
  registerHttp(ports, settings);
  registerTimers(ports, settings);
  registerEventGrid(ports, settings);
}
