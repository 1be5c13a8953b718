import type { z } from 'zod';
import type { FieldError } from './errors.ts';

/** RFC 6901. */
function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** What a parse found wrong, field by field, each unknown one by itself; `point` says where a field is. */
export function fieldErrorsOf(
  issues: readonly z.core.$ZodIssue[],
  point: (path: readonly PropertyKey[]) => string = pointerTo,
): FieldError[] {
  return issues.flatMap((issue): FieldError[] => {
    if (issue.code !== 'unrecognized_keys') return [{ pointer: point(issue.path), detail: issue.message }];
    return issue.keys.map((key) => ({ pointer: point([...issue.path, key]), detail: 'is not known here' }));
  });
}
