import { app } from '@azure/functions';

const taken: unknown[] = [];

app.eventGrid('releases', {
  handler: (event: unknown) => {
    if (typeof event === 'object' && event !== null && 'fails' in event) throw new Error('It fails.');
    taken.push(event);
  },
});
app.http('taken', { route: 'taken', methods: ['GET'], handler: () => ({ jsonBody: taken }) });
