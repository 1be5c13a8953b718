import { seededRandom } from '../simulator/seededRandom.ts';
import type { SceneMember } from './sceneMember.ts';

/** What may go wrong, as shares from 0 to 1 of the members. */
export interface Chances {
  /** Of members whose update fails for good. */
  readonly fail: number;
  /** Of members that another operation holds when the run begins, for up to two hours. */
  readonly busy: number;
}

/** What a play has in store for a member. */
export interface Fortune {
  readonly seconds: number;
  readonly fails: boolean;
  readonly busySeconds: number;
}

/** Fleet's own sample took 13 min 50 s a cluster (kubernetes-fleet/update-orchestration). */
const ASSUMED_SECONDS = 840;
const SPREAD = 0.25;
const LONGEST_BUSY_SECONDS = 7_200;

/** The same for the same seed, whatever the order in which members are asked about. Durations vary by a quarter. */
export function fortuneOf(member: SceneMember, seed: number, { fail, busy }: Chances): Fortune {
  const random = randomOf(`${seed}/${member.fleet}/${member.name}`);
  const seconds = (member.seconds ?? ASSUMED_SECONDS) * (1 - SPREAD + 2 * SPREAD * random());
  const fails = random() < fail;
  const isBusy = random() < busy;
  const held = LONGEST_BUSY_SECONDS * random();
  return { seconds: Math.max(1, Math.round(seconds)), fails, busySeconds: isBusy ? Math.ceil(held) : 0 };
}

/** Numbers from 0 to 1 that look like chance, the same for the same text: its FNV-1a is the seed. */
function randomOf(text: string): () => number {
  let seed = 2_166_136_261;
  for (const character of text) seed = Math.imul(seed ^ (character.codePointAt(0) ?? 0), 16_777_619);
  return seededRandom(seed);
}
