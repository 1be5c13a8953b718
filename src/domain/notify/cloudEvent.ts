import { pageOf, type Occurrence } from './occurrence.ts';

/** CloudEvents 1.0 (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md), in structured mode. */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject?: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: object;
}

export const CLOUD_EVENT_TYPE = 'application/cloudevents+json; charset=utf-8';

/** `source` is what it happened to, a URI; without the app's own address a reference. */
export function cloudEventOf(occurrence: Occurrence, appUrl: string | undefined): CloudEvent {
  const { id, type, time, run, ...data } = occurrence;
  const subject = subjectOf(occurrence);
  const base = appUrl ?? '';
  return {
    specversion: '1.0',
    id,
    source: `${base}/api${sourceOf(occurrence)}`,
    type: `fleetupdates.${type}`,
    ...(subject !== undefined && { subject }),
    time,
    datacontenttype: 'application/json',
    data: {
      ...(run !== undefined && { run }),
      ...data,
      ...(appUrl !== undefined && { link: `${appUrl}${pageOf(occurrence)}` }),
    },
  };
}

/** What it happened to. */
function sourceOf({ run, trigger, freeze }: Occurrence): string {
  if (run !== undefined) return `/runs/${encodeURIComponent(run)}`;
  if (trigger !== undefined) return `/triggers/${encodeURIComponent(trigger)}`;
  return freeze === undefined ? '' : `/freezes/${encodeURIComponent(freeze)}`;
}

/** What of the source. */
function subjectOf({ stage, group, fleet, member }: Occurrence): string | undefined {
  if (fleet !== undefined && member !== undefined) return `members/${fleet}/${member}`;
  if (stage === undefined) return undefined;
  return group === undefined ? `stages/${stage}` : `stages/${stage}/groups/${group}`;
}
