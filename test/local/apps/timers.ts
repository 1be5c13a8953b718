import { app, type InvocationContext, type Timer } from '@azure/functions';

const HOUR = 3_600_000;

interface Seen {
  readonly at: string;
  readonly timer: Timer;
}
const seen: Record<string, Seen[]> = { often: [], slow: [], atStart: [], failing: [] };
let runningSlow = 0;
let mostSlow = 0;

function note(timer: Timer, { functionName }: InvocationContext): void {
  seen[functionName]?.push({ at: new Date().toISOString(), timer });
}

app.timer('often', { schedule: '0 */5 * * * *', handler: note });
app.timer('slow', {
  schedule: '%SLOW_SCHEDULE%',
  handler: async (timer, context) => {
    note(timer, context);
    runningSlow += 1;
    mostSlow = Math.max(mostSlow, runningSlow);
    await new Promise((resolve) => setTimeout(resolve, 2.5 * HOUR));
    runningSlow -= 1;
  },
});
app.timer('atStart', { schedule: '0 0 0 1 1 *', runOnStartup: true, handler: note });
app.timer('failing', {
  schedule: '30 0 12 * * *',
  handler: (timer, context) => {
    note(timer, context);
    throw new Error('no luck');
  },
});
app.http('seen', { methods: ['GET'], handler: () => ({ jsonBody: { ...seen, mostSlow } }) });
