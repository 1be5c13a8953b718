import { resultOf, type CheckResult, type Finding, type HealthOutcome } from './evaluation.ts';
import type { HealthSubject } from './subject.ts';

interface PrometheusCheck {
  readonly type: 'Prometheus';
  readonly name?: string;
  readonly query: string;
  readonly successCondition?: string;
  readonly failureCondition?: string;
}

/** One series of an instant query's answer. */
export interface PrometheusSample {
  readonly labels: Readonly<Record<string, string>>;
  /** As Prometheus writes it: `0.5`, `NaN`, `+Inf`. */
  readonly value: string;
}

/** The query with the clusters' names in place of `$clusters`, as an alternation for `=~`. */
export function queryOf({ query }: PrometheusCheck, { clusters }: HealthSubject): string {
  const names = clusters.map(({ clusterResourceId }) => clusterResourceId.split('/').at(-1) ?? '');
  return query.replaceAll('$clusters', () => [...new Set(names)].join('|'));
}

export function evaluatePrometheus(
  check: PrometheusCheck,
  samples: readonly PrometheusSample[],
): CheckResult {
  const rule = ruleOf(check);
  if (samples.length === 0) {
    const empty: Finding = { outcome: 'Inconclusive', evidence: { what: 'the query', value: 'empty', rule } };
    return resultOf(check, [empty], '');
  }
  const found = samples.map(({ labels, value }): Finding => {
    const cluster = labels['cluster'];
    const evidence = { what: labelsOf(labels), value, rule };
    return {
      outcome: outcomeOf(check, value),
      evidence: cluster === undefined ? evidence : { cluster, ...evidence },
    };
  });
  return resultOf(
    check,
    found,
    `${samples.length === 1 ? 'The value is' : `${samples.length} values are`} ${rule}`,
  );
}

/** Argo's rule: with one condition the other is its opposite; with two, both or neither say nothing. */
function outcomeOf({ successCondition, failureCondition }: PrometheusCheck, value: string): HealthOutcome {
  const number = numberOf(value);
  if (number === undefined) return 'Inconclusive';
  const success = successCondition === undefined ? undefined : holds(successCondition, number);
  const failure = failureCondition === undefined ? undefined : holds(failureCondition, number);
  if (success === undefined) return failure === true ? 'Failed' : 'Successful';
  if (failure === undefined) return success ? 'Successful' : 'Failed';
  if (success === failure) return 'Inconclusive';
  return success ? 'Successful' : 'Failed';
}

/** Undefined for NaN, of which no comparison says anything. */
function numberOf(value: string): number | undefined {
  if (/^\+?Inf$/i.test(value)) return Infinity;
  if (/^-Inf$/i.test(value)) return -Infinity;
  const number = value.trim() === '' ? NaN : Number(value);
  return Number.isNaN(number) ? undefined : number;
}

const COMPARISONS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
  '==': (value, bound) => value === bound,
  '!=': (value, bound) => value !== bound,
};

function holds(condition: string, value: number): boolean {
  const { operator = '', bound = '' } = /^(?<operator>[<>=!]+)\s*(?<bound>.+)$/.exec(condition)?.groups ?? {};
  return COMPARISONS[operator]?.(value, Number(bound)) ?? false;
}

function ruleOf({ successCondition, failureCondition }: PrometheusCheck): string {
  const failure = failureCondition === undefined ? [] : [`not ${failureCondition}`];
  return [...(successCondition === undefined ? [] : [successCondition]), ...failure].join(' and ');
}

function labelsOf(labels: Readonly<Record<string, string>>): string {
  const shown = Object.entries(labels).filter(([name]) => name !== '__name__' && name !== 'cluster');
  const name = labels['__name__'] ?? 'value';
  return shown.length === 0 ? name : `${name} {${shown.map(([key, text]) => `${key}=${text}`).join(', ')}}`;
}
