import { join } from 'node:path';
import { registerApp } from './app.ts';
import { createAppPorts } from './azure/appPorts.ts';
import { readSettings } from './contracts/settings.ts';
import { registerWeb } from './triggers/http/registerWeb.ts';

// What Azure loads. A missing setting ends the start with words that name it, not the first request.
const settings = readSettings(process.env);
registerApp(createAppPorts(settings), settings);
// The dashboard lies beside the bundle.
registerWeb(join(__dirname, 'web'), settings);
