import { routeOf } from '../routing/routes.ts';

/** The page of what an entry is about: subjects are the paths of the API, and so are the pages. */
export function pageOfSubject(subject: string): string | undefined {
  const path = `/${subject}`;
  return routeOf(path).page === 'unknown' ? undefined : path;
}
