import { appendFileSync } from 'node:fs';
import { app, type HttpRequest, type InvocationContext } from '@azure/functions';

const said: string[] = [];
const later = () => new Promise<void>((resolve) => void setImmediate(resolve));

app.hook.appStart(async () => {
  await later();
  said.push('app started');
});
app.hook.appTerminate(() => appendFileSync(process.env['ENDED'] ?? '', 'app ended'));
app.hook.preInvocation(async (context) => {
  await later();
  const name = context.invocationContext.functionName;
  said.push(`before ${name}`);
  context.hookData['name'] = name;
  if (name === 'refused') throw new Error('refused by a hook');
  if (name === 'wrapped') context.functionHandler = wrapped;
});
app.hook.postInvocation(async (context) => {
  await later();
  said.push(
    `after ${String(context.hookData['name'])}: ${context.error instanceof Error ? 'failed' : 'done'}`,
  );
  if (context.hookData['name'] === 'healed') {
    context.error = undefined;
    context.result = { body: 'healed' };
  }
});
app.hook
  .preInvocation(() => {
    said.push('never said');
  })
  .dispose();

function wrapped(request: unknown) {
  return { body: `wrapped, with ${typeof request}` };
}
function plain(_: HttpRequest, context: InvocationContext) {
  context.warn('a word of', { warning: 1 });
  return { body: 'plain' };
}
function failing(): never {
  throw new Error('handler failed');
}

app.http('plain', { handler: plain });
app.http('wrapped', { handler: plain });
app.http('refused', { handler: plain });
app.http('healed', { handler: failing });
app.http('failing', { handler: failing });
app.http('said', { handler: () => ({ jsonBody: [...said] }) });
