import type { Invocation } from '../command.ts';
import { ProblemError } from '../api/problem.ts';
import { ciJob } from '../ciJob.ts';
import { wrongUse, type ExitCode } from '../exitCodes.ts';
import { documentOf } from '../files/readFile.ts';
import { textOf, valueAt } from '../show/columns.ts';
import { watchAsAsked } from '../watch/watchOptions.ts';
import { isOfThisRequest } from './sameRun.ts';
import { nameOf, objectOf, requestOf, withPlaces, type RunRequest } from './runRequest.ts';

/** `runs create`. */
export async function createAsAsked(call: Invocation): Promise<ExitCode | undefined> {
  const { args, options } = call;
  const request = await requestOf(call);
  const saveStrategyAs = options.one('saveStrategyAs');
  const name = nameOf(args.one('name'), request.body, call);
  const start = options.is('start') || request.body['start'] === true;
  if (options.is('wait') && !start)
    throw wrongUse('A run that is not started has nothing to wait for: add --start.');
  const body = { ...request.body, name, start, ...(saveStrategyAs !== undefined && { saveStrategyAs }) };
  return await createRun(call, { ...request, body }, name, start);
}

/** `runs start`, of a run or of a plan that was kept. */
export async function startAsAsked(call: Invocation): Promise<ExitCode | undefined> {
  const file = call.options.one('plan');
  if (file === undefined) return await startRun(call, call.args.one('name'));
  const document = await documentOf(file);
  const { request, planDigest } = objectOf(document);
  if (typeof request !== 'object' || request === null || typeof planDigest !== 'string') {
    throw document.wrong('', 'is no plan that `plan --out` kept');
  }
  const kept: Record<string, unknown> = Object.fromEntries(Object.entries(request));
  const name = nameOf(call.args.one('name'), kept, call);
  const body = { ...kept, name, planDigest, start: true };
  return await createRun(call, { body, document: undefined }, name, true);
}

async function createRun(
  call: Invocation,
  request: RunRequest,
  name: string,
  started: boolean,
): Promise<ExitCode | undefined> {
  const { api, print } = call;
  try {
    const answer = await withPlacesUnlessTaken(request, () =>
      api.call('POST', '/api/runs', { body: request.body }),
    );
    const words = `Run ${name} was created${started ? ' and started' : ''}.`;
    if (call.options.is('wait')) print.beside(words);
    else print.answer(answer.body, words);
  } catch (error) {
    if (!(await isOfEarlierTry(call, request, name, error))) throw error;
    await continueRun(call, name, started);
  }
  return await waitIfAsked(call, name);
}

/** Of a name that is taken more is known when the run is looked at. */
async function withPlacesUnlessTaken<Result>(
  request: RunRequest,
  send: () => Promise<Result>,
): Promise<Result> {
  return await withPlaces(request, send, (problem) => problem.code !== 'AlreadyExists');
}

/** A job that is tried again asks for what is there: the same run, and not a second one. */
async function isOfEarlierTry(
  { api, environment }: Invocation,
  { body }: RunRequest,
  name: string,
  error: unknown,
): Promise<boolean> {
  if (ciJob(environment) === undefined) return false;
  if (!(error instanceof ProblemError) || error.code !== 'AlreadyExists') return false;
  return isOfThisRequest(await api.get(`/api/runs/${encodeURIComponent(name)}`), body);
}

/** The try before may have ended between creating and starting. */
async function continueRun({ api, print }: Invocation, name: string, started: boolean): Promise<void> {
  const path = `/api/runs/${encodeURIComponent(name)}`;
  const state = textOf(valueAt(await api.get(path), 'state'));
  print.beside(`An earlier try of this job created run ${name}; it is ${state}.`);
  if (started && state === 'NotStarted') await api.call('POST', `${path}/start`);
}

async function startRun(call: Invocation, name: string | undefined): Promise<ExitCode | undefined> {
  if (name === undefined) throw wrongUse('Say which run to start, or --plan <file>.');
  const path = `/api/runs/${encodeURIComponent(name)}`;
  try {
    const answer = await call.api.call('POST', `${path}/start`);
    if (call.options.is('wait')) call.print.beside(`Run ${name} was started.`);
    else call.print.answer(answer.body, `Run ${name} was started.`);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'InvalidState' || !call.options.is('wait'))
      throw error;
    const state = textOf(valueAt(await call.api.get(path), 'state'));
    if (!['Pending', 'Running'].includes(state)) throw error;
    call.print.beside(`Run ${name} is ${state} already.`);
  }
  return await waitIfAsked(call, name);
}

async function waitIfAsked(call: Invocation, name: string): Promise<ExitCode | undefined> {
  return call.options.is('wait') ? await watchAsAsked(call, name) : undefined;
}
