// Later parts of files; .config/webpack/webpack.config.ts says which. In tests they are the whole file.
declare module '*en-US.json?later' {
  const texts: Readonly<Record<string, string>>;
  export default texts;
}
declare module '*wordings.json?letters' {
  const wordings: { translated: import('./events/calls/wordings').Wordings };
  export default wordings;
}
declare module '*wordings.json?later' {
  const wordings: { translated: import('./events/calls/wordings').Wordings };
  export default wordings;
}
declare module '*questions.json?later' {
  const questions: Pick<typeof import('./knowledge/questions.json'), 'coverage' | 'node' | 'plan'>;
  export default questions;
}
declare module '*kernels.json?later' {
  const table: { rows: Array<import('./kernel/kernelNotes').KernelNotes> };
  export default table;
}
