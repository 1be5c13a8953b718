import type { App } from '../../ports/app.ts';

/**
 * Notes, before an attempt of the run is written, that not all of it may be told. Whoever has looked the run through a
 * moment ago loses the entry that they read, and looks again.
 */
export async function enterUntold({ notifying: { untold }, now }: App, runId: string): Promise<void> {
  for (;;) {
    const known = await untold.get(runId);
    const value = { ...known?.value, name: runId, enteredAt: now() };
    if ((await untold.put(value, known?.eTag)) !== 'lost') return;
  }
}
