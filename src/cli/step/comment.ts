/** GitHub refuses a comment of more than 65,536 characters; the table of a thousand members has more. */
const MOST = 60_000;

/** Markdown as a comment of a pull request: whole lines, as many as there is room for. */
export function commentOf(markdown: string): string {
  if (markdown.length <= MOST) return markdown;
  const shown = markdown.slice(0, markdown.lastIndexOf('\n', MOST));
  // What was cut off within the members that are folded away ends them too.
  const isFolded = shown.lastIndexOf('<details>') > shown.lastIndexOf('</details>');
  return `${shown}${isFolded ? '\n\n</details>' : ''}\n\n_This is not all: the whole plan is in the summary of the job._\n`;
}
