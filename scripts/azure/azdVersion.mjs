import { readFileSync } from 'node:fs';
import { tryAzd } from './azureCli.mjs';

/** The least that azure.yaml asks for. */
export function wantedAzd() {
  const wanted = /^ {2}azd: '>= ([\d.]+)'$/m.exec(readFileSync('azure.yaml', 'utf8'))?.[1];
  if (wanted === undefined) throw new Error('azure.yaml asks for no version of azd.');
  return wanted;
}

/** The version of azd that is here, if any. */
export function installedAzd() {
  return /\d+\.\d+\.\d+/.exec(tryAzd('version').stdout ?? '')?.[0];
}

export function isAtLeast(version, least) {
  const [ours, theirs] = [version, least].map((each) => each.split('.').map(Number));
  const at = theirs.findIndex((number, index) => number !== ours[index]);
  return at === -1 || ours[at] > theirs[at];
}
