import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import type { RehearseOptions } from '../../rehearsal/rehearse.ts';
import type { Scene } from '../../rehearsal/scene.ts';
import type { RehearsalSummary } from '../../rehearsal/summary.ts';
import type { Invocation } from '../command.ts';
import { CommandError } from '../exitCodes.ts';
import { requestOf, withPlaces } from '../nouns/runRequest.ts';
import { fieldsOf, itemsAt, textOf, valueAt } from '../show/columns.ts';
import { askedScene } from './askedScene.ts';
import { timeOption } from '../timeOption.ts';
import { shareOf } from './chances.ts';
import { givenFleet, wholeNumber, type GivenFleet } from './givenFleet.ts';
import { partsOf } from './show.ts';

const MOST_PLAYS = 1_000;
const MOST_SEED = 2 ** 31 - 1;

/** Plays the run that is asked for and shows what it came to. */
export async function showRehearsal(call: Invocation): Promise<void> {
  const { options, print } = call;
  const how = howOf(call);
  const { body: asked, document } = await requestOf(call);
  const { name: _name, start: _start, saveStrategyAs: _saved, planDigest: _digest, ...what } = asked;
  const whole = await withPlaces({ body: what, document }, () => withStages(call, what));
  const given = await withPlaces({ body: what, document }, () =>
    givenFleet(call, { body: what, groups: groupsOf(whole) }),
  );
  const scene = askedScene(whole, given, options.one('startAt') ?? new Date().toISOString());
  const summary = await played(scene, how, (line) => print.beside(line));
  print.show(summary, partsOf(summary, notesOf(given)));
}

function howOf({ options }: Invocation): RehearseOptions {
  return withoutUndefined({
    plays: wholeNumber(options.one('plays') ?? '1', 'plays', MOST_PLAYS),
    seed: wholeNumber(options.one('seed') ?? '1', 'seed', MOST_SEED),
    chances: { fail: shareOf(options.one('fail'), 'fail'), busy: shareOf(options.one('busy'), 'busy') },
    azureDownSeconds: inSeconds(timeOption(options.one('azureDown'), 'azure-down')),
    approveAfterSeconds: inSeconds(timeOption(options.one('approveAfter'), 'approve-after')),
  });
}

const inSeconds = (ms: number | undefined) => (ms === undefined ? undefined : Math.round(ms / 1_000));

/** A strategy is looked up; what is said with the run goes before what it says. */
async function withStages(
  call: Invocation,
  what: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const { strategy: named, ...rest } = what;
  if (typeof named !== 'string') return what;
  const strategy = await call.api.get(`/api/strategies/${encodeURIComponent(named)}`);
  const policy = { ...fieldsOf(valueAt(strategy, 'policy')), ...fieldsOf(rest['policy']) };
  return {
    ...rest,
    stages: valueAt(strategy, 'stages'),
    ...(Object.keys(policy).length > 0 && { policy }),
  };
}

const groupsOf = (whole: unknown) =>
  itemsAt(whole, 'stages').flatMap((stage) =>
    itemsAt(stage, 'groups').map((group) => textOf(valueAt(group, 'name'))),
  );

/** Tells every tenth of many plays: a long rehearsal should not look like one that hangs. */
async function played(
  scene: Scene,
  how: RehearseOptions,
  say: (line: string) => void,
): Promise<RehearsalSummary> {
  // As much code as all the rest of the command line: only this command runs it.
  const { rehearse } = await import('../../rehearsal/rehearse.ts');
  let told = 0;
  const summary = await rehearse(scene, how, (done, of) => {
    const tenth = Math.floor((done * 10) / of);
    if (of >= 10 && tenth > told) say(`${done} of ${of} plays`);
    told = tenth;
  });
  if (!('refused' in summary)) return summary;
  throw new CommandError(`${summary.refused.code}: ${summary.refused.message}`);
}

function notesOf({ unknown, planned, times }: GivenFleet): string[] {
  return [
    ...(unknown > 0 ? [`${unknown} members are not in it: nothing is known of their clusters.`] : []),
    ...(planned ? [] : ['Every region offers the version that is asked for, and newer node images.']),
    `${timesText(times)}, a quarter more or less.`,
    'Clusters are healthy to health gates. Maintenance windows of clusters and other runs are not in it.',
  ];
}

function timesText({ known, assumed }: GivenFleet['times']): string {
  if (known === 0) return 'An update takes an assumed 14 minutes';
  const others = assumed === 0 ? '' : `, of ${assumed} an assumed 14 minutes`;
  return `Updates of ${known} members take what earlier ones took${others}`;
}
