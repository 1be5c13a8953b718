import { registerApp } from './app.ts';
import { createAppPorts } from './azure/appPorts.ts';
import { readSettings } from './contracts/settings.ts';

// What Azure loads. A missing setting ends the start with words that name it, not the first request.
const settings = readSettings(process.env);
registerApp(createAppPorts(settings), settings);
