/** The link to the page that follows; nothing after the last one. */
export function nextPage(url: string, continuation: string | undefined): { nextLink?: string } {
  if (continuation === undefined) return {};
  const next = new URL(url);
  next.searchParams.set('continuation', continuation);
  return { nextLink: `${next.pathname}${next.search}` };
}
