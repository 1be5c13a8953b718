/** A table of Markdown; its cells are text, whatever they hold. */
export function markdownTable(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [titles.map(markdownText), titles.map(() => '---'), ...rows.map((cells) => cells.map(markdownText))]
    .map(line)
    .join('\n');
}

/** Names and messages are no markup, and a cell ends at its bar and at its line. */
export function markdownText(text: string): string {
  return text.replace(/[\\|`*_<>[\]]/g, '\\$&').replace(/\s*[\r\n]+\s*/g, ' ');
}
