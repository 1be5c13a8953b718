import type { App } from '../../ports/app.ts';
import { guarded, type Report } from '../upkeep/guarded.ts';
import { deliver } from './deliver.ts';
import { toldNotifications } from './tell.ts';
import { tellFreezes, tellStarts } from './tellOthers.ts';
import { tellRun, tellRuns } from './tellRuns.ts';

/** Finds what happened and is not told, and sends what is due. It looks at what there is: downtime loses nothing. */
export async function notify(app: App, report: Report): Promise<void> {
  const notifications = await toldNotifications(app);
  if (notifications.length === 0) return;
  await guarded('what is told of runs', report, () => tellRuns(app, notifications, report));
  await guarded('what is told of starts', report, () => tellStarts(app, notifications));
  await guarded('what is told of freezes', report, () => tellFreezes(app, notifications));
  await Promise.all(
    notifications.map((each) =>
      guarded(`deliveries of notification ${each.name}`, report, () => deliver(app, each)),
    ),
  );
}

/** The same for one run, right after something was written of it. The minute's pass does what does not come about here. */
export async function notifySoon(app: App, runId: string): Promise<void> {
  const notifications = await toldNotifications(app);
  if (notifications.length === 0) return;
  const entry = await app.notifying.untold.get(runId);
  if (!entry) return;
  await tellRun(app, notifications, entry);
  await Promise.all(notifications.map((each) => deliver(app, each)));
}
