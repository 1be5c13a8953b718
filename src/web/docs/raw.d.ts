/** A file's text, put into the bundle by the build. */
declare module '*?raw' {
  const text: string;
  // eslint-disable-next-line no-restricted-syntax -- this is how the build names it
  export default text;
}
