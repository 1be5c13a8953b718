import type { Authentication } from './contracts/principal.ts';
import type { App } from './ports/app.ts';
import type { DurableClients } from './triggers/durable/durableClients.ts';
import { registerDurable } from './triggers/durable/registerDurable.ts';
import { registerEventGrid } from './triggers/eventgrid/registerEventGrid.ts';
import { registerHttp } from './triggers/http/registerHttp.ts';
import { registerTimers } from './triggers/timer/registerTimers.ts';

/** Registers everything that Azure Functions is to call. */
export function registerApp(app: App, durable: DurableClients, authentication: Authentication): void {
  registerDurable(app);
  registerHttp(app, durable, authentication);
  registerTimers(app, durable);
  registerEventGrid(app, durable);
}
