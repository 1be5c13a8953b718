import { join } from 'node:path';
import { registerApp } from './app.ts';
import { createAzureApp } from './azure/azureApp.ts';
import { durable } from './azure/durable/durableOrchestrations.ts';
import { readSettings } from './contracts/settings.ts';
import { registerWeb } from './triggers/http/registerWeb.ts';

// What Azure loads. A missing setting ends the start with words that name it, not the first request.
const settings = readSettings(process.env);
registerApp(createAzureApp(settings), durable, settings.authentication);
// The dashboard lies beside the bundle.
registerWeb(join(__dirname, 'web'), settings);
