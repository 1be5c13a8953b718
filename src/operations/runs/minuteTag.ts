/** The ETag of a run's rows and of what was reckoned for a minute. */
export function minuteTag(eTag: string, at: string): string {
  return `${eTag.slice(0, -1)}.${(Date.parse(at) / 60_000).toString(36)}"`;
}

/** The ETag of the rows alone: a command may go on what was read minutes ago, while no row has changed. */
export function rowsTag(eTag: string): string {
  return eTag.replace(/\.[0-9a-z]+"$/, '"');
}
