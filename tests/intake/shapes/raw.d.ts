/** A file as it is, which Vite gives for this suffix. */
declare module '*?raw' {
  const text: string;
  export default text;
}
