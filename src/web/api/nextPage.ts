/** What to ask for the page after this one; undefined at the end. */
export const continuationOf = ({ nextLink }: { readonly nextLink?: string }): string | undefined =>
  nextLink === undefined
    ? undefined
    : (new URL(nextLink, location.origin).searchParams.get('continuation') ?? undefined);
