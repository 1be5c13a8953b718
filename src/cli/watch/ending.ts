import { EXIT, type ExitCode } from '../exitCodes.ts';
import type { RunShape } from './runShape.ts';

/** How a run that has ended is told to a pipeline; undefined while it goes on. */
export function endOf(run: RunShape): ExitCode | undefined {
  if (run.state === 'Failed') return EXIT.failed;
  if (run.state === 'Stopped') return EXIT.stopped;
  if (run.state === 'Skipped') return EXIT.ok;
  if (run.state !== 'Completed') return undefined;
  const left = (run.counts?.['Failed'] ?? 0) + (run.leftOutCount ?? 0);
  return left > 0 ? EXIT.membersLeft : EXIT.ok;
}

/** Something in it goes on only when somebody has decided. */
export function waitsForGate(run: RunShape): boolean {
  const places = [run, ...run.stages, ...run.stages.flatMap(({ groups }) => groups)];
  return places.some(({ waiting }) => waiting?.reason === 'Gate') || pendingGates(run).length > 0;
}

/** The gates that it waits for. */
export function pendingGates({ stages }: RunShape): NonNullable<RunShape['stages'][number]['beforeGates']> {
  const places = [...stages, ...stages.flatMap(({ groups }) => groups)];
  return places
    .flatMap(({ beforeGates = [], afterGates = [] }) => [...beforeGates, ...afterGates])
    .filter(({ state }) => state === 'Pending');
}
