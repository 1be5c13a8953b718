import type { CompletionTrigger, Trigger } from './trigger.ts';

/**
 * The triggers by which the runs of this one would start it again and again, beginning and ending with it; undefined
 * when there is no such circle. Paused ones count: they can be switched on.
 */
export function circleOf(trigger: CompletionTrigger, all: readonly Trigger[]): readonly string[] | undefined {
  const others = all.filter(({ name }) => name !== trigger.name);
  const waiting = [...others, trigger].filter((each) => each.kind === 'completion');
  const seen = new Set<string>();
  const ways: (readonly CompletionTrigger[])[] = [[trigger]];
  for (let way = ways.shift(); way; way = ways.shift()) {
    const last = way.at(-1) ?? trigger;
    for (const next of waiting.filter((each) => isStartedBy(each, last))) {
      if (next.name === trigger.name) return [...way, next].map(({ name }) => name);
      if (seen.has(next.name)) continue;
      seen.add(next.name);
      ways.push([...way, next]);
    }
  }
  return undefined;
}

/** Whether a run of the one may start the other. */
function isStartedBy({ completion }: CompletionTrigger, { name, strategy }: CompletionTrigger): boolean {
  return completion.trigger === undefined
    ? strategy !== undefined && completion.strategy === strategy
    : completion.trigger === name;
}
