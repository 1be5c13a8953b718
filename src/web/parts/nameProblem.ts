/** What is wrong with a name, in the words under its field; undefined when nothing is. */
export function nameProblem(name: string): string | undefined {
  if (name === '') return undefined;
  if (name.length > 50) return 'At most 50 characters';
  if (!/^[a-z0-9-]+$/.test(name)) return 'Lower-case letters, digits and "-" only';
  if (!/^[a-z0-9](.*[a-z0-9])?$/.test(name)) return 'Must begin and end with a letter or digit';
  return undefined;
}
