/**
 * One request for all who ask at about the same time: an answer is shared while it is on its way and for so long
 * after. What is shared is a hint of that age; a failure is shared with those who wait for it only.
 */
export class RecentAnswers<T> {
  readonly #keepForMs: number;
  readonly #answers = new Map<
    string,
    { readonly answer: Promise<T>; readonly askedAt: number; settled: boolean }
  >();

  constructor(keepForMs: number) {
    this.#keepForMs = keepForMs;
  }

  get(key: string, ask: () => Promise<T>): Promise<T> {
    const recent = this.#answers.get(key);
    if (recent && (!recent.settled || Date.now() - recent.askedAt < this.#keepForMs)) return recent.answer;
    const entry = { answer: ask(), askedAt: Date.now(), settled: false };
    this.#answers.set(key, entry);
    entry.answer.then(
      () => {
        entry.settled = true;
      },
      () => this.#answers.delete(key),
    );
    return entry.answer;
  }
}
