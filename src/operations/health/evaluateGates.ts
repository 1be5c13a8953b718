import { dueEvaluations, type FreshEvaluation } from '../../domain/gate/decideHealthGate.ts';
import { gatesOf, type GatesGiven } from '../../domain/gate/gates.ts';
import { timingSchema, type GateRow, type Timing } from '../../domain/gate/gateRow.ts';
import type { HealthSubject } from '../../domain/health/subject.ts';
import type { App } from '../../ports/app.ts';
import { evaluateCheck } from './evaluateCheck.ts';

/** The gates of a place as they were read, and what they are about. */
interface GatesRead {
  readonly given: GatesGiven | undefined;
  readonly rows: readonly GateRow[] | undefined;
  readonly attempt: number;
  readonly now: string;
  readonly subject: (timing: Timing, gate: GateRow) => Promise<HealthSubject>;
}

/** Looks at the health that gates of a place are due to know; nothing where none is due, which is nearly always. */
export async function evaluateGates(
  app: App,
  { given, rows = [], attempt, now, subject }: GatesRead,
): Promise<FreshEvaluation[] | undefined> {
  if (!given) return undefined;
  const fresh: FreshEvaluation[] = [];
  for (const timing of timingSchema.options) {
    const ofTiming = rows.filter((row) => row.timing === timing);
    for (const gate of dueEvaluations(gatesOf(given, timing), ofTiming, attempt, now)) {
      const row = ofTiming.find(({ name }) => name === gate.name);
      if (!row) continue;
      const about = await subject(timing, row);
      const checks = await Promise.all(gate.checks.map((check) => evaluateCheck(app, check, about)));
      fresh.push({ timing, name: gate.name, at: now, checks });
    }
  }
  return fresh.length > 0 ? fresh : undefined;
}
