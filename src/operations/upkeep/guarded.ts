/** Says what went wrong with one thing; the pass goes on with the next. */
export type Report = (what: string, error: unknown) => void;

/** One part of a pass. Whatever it throws is reported, so that it stops no other part. */
export async function guarded(what: string, report: Report, part: () => Promise<unknown>): Promise<void> {
  try {
    await part();
  } catch (error) {
    report(what, error);
  }
}
